/**
 * The target of a request: the decoded names between the slashes of its path, and its query.
 *
 * Nothing that could name another place is accepted: a name with a slash, a backslash or NUL in it, `.`, `..`, or
 * invalid UTF-8 makes the whole target undefined. The names are only looked up, never joined to a path.
 */

export interface Target {
  readonly names: readonly string[];
  /** The path ended in a slash: the page's relative links are resolved against it. */
  readonly isFolder: boolean;
  readonly query: URLSearchParams;
}

export function parseTarget(text: string): Target | undefined {
  const [path = '', ...query] = text.split('?');
  if (!path.startsWith('/')) return undefined;
  const parts = path.slice(1).split('/');
  const isFolder = parts.at(-1) === '';
  const names = (isFolder ? parts.slice(0, -1) : parts).map(decode);
  if (!names.every((name): name is string => name !== undefined && isName(name))) return undefined;
  return { names, isFolder, query: new URLSearchParams(query.join('?')) };
}

/** The path of these names, with a slash at the end. */
export function pathOf(...names: readonly string[]): string {
  return `/${names.map((name) => `${encodeURIComponent(name)}/`).join('')}`;
}

function decode(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

function isName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !/[/\\\0]/.test(name);
}
