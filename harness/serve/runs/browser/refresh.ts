/**
 * Keeps the list up to date: asks the server for the page again and again, and takes what has changed. Only while the
 * page is visible; the server answers in a few bytes if nothing has.
 */

const LOOK_MS = 4000;

/** What has changed since the last look: rows by the names of their runs, as the server wrote them. */
export interface Changes {
  readonly page: Document;
  /** All rows in the server's order; `undefined` for one that is as it was. */
  readonly rows: readonly (readonly [run: string, row: HTMLTableRowElement | undefined])[];
}

export function followChanges(onChanges: (changes: Changes) => void): void {
  let tag: string | undefined;
  let known = markupOf(document);
  const look = async (): Promise<void> => {
    const answer = await fetch('/', { headers: tag === undefined ? {} : { 'If-None-Match': tag } });
    if (!answer.ok) return;
    tag = answer.headers.get('ETag') ?? undefined;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const next = markupOf(page);
    const rows = [...rowsOf(page)].map(
      ([run, row]) => [run, known.get(run) === next.get(run) ? undefined : row] as const,
    );
    known = next;
    onChanges({ page, rows });
  };
  setInterval(() => {
    // If the server has stopped the list stays as it is.
    if (!document.hidden) look().catch(() => {});
  }, LOOK_MS);
}

function rowsOf(page: Document): ReadonlyMap<string, HTMLTableRowElement> {
  const rows = [...page.querySelectorAll<HTMLTableRowElement>('#runs tr[data-run]')];
  return new Map(rows.map((row) => [row.dataset['run'] ?? '', row]));
}

/** As it came: before the script has changed it. */
function markupOf(page: Document): ReadonlyMap<string, string> {
  return new Map([...rowsOf(page)].map(([run, row]) => [run, row.outerHTML]));
}
