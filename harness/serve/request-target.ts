/**
 * What a request asks for: the names between the slashes of its path, decoded, and its query.
 *
 * Nothing that could mean another place comes through: a name with a slash, a backslash or NUL in it, `.`, `..`, or one that
 * is no UTF-8 makes the whole target undefined. What is left is still only to be looked up, never to be joined to a path.
 */

export interface Target {
  readonly names: readonly string[];
  /** The path ended in a slash: relative links on the page begin there. */
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

/** The path of these names; with a slash behind them. */
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
