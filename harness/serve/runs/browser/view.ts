/** What the reader has chosen, in the address: it survives a reload, and a link shows the same. */

export interface ListView {
  readonly verdict: string;
  readonly workload: string;
  readonly group: string;
  readonly text: string;
}

export function readView(): ListView {
  const values = new URLSearchParams(location.hash.slice(1));
  const get = (name: string): string => values.get(name) ?? '';
  return { verdict: get('verdict'), workload: get('workload'), group: get('group'), text: get('text') };
}

export function writeView(view: ListView): void {
  const chosen = Object.entries(view).filter(([, value]) => value !== '');
  const hash = new URLSearchParams(chosen).toString();
  history.replaceState(null, '', hash === '' ? location.pathname : `#${hash}`);
}
