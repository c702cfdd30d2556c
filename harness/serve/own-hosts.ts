/**
 * The host names by which a request may call this server.
 *
 * A page from another site can make its own name resolve to our address (DNS rebinding). Its requests then come from
 * the user's own browser, and only their Host header shows it. Names that cannot be rebound are IP literals,
 * `localhost`, and those that the user gave.
 */

import { isIP, isIPv4 } from 'node:net';

const LOCAL: readonly string[] = ['localhost', '127.0.0.1', '::1'];
const ANY: ReadonlySet<string> = new Set(['0.0.0.0', '::']);
const HTTP_PORT = 80;

export interface Bound {
  /** As given to `--host`. */
  readonly host: string;
  readonly port: number;
  /** The host names of this machine. */
  readonly hostname: string;
}

export function isOurs(header: string | undefined, { host, port, hostname }: Bound): boolean {
  const asked = parseHost(header ?? '');
  if (asked === undefined || asked.port !== port) return false;
  const names = [...LOCAL, bare(host), ...(ANY.has(bare(host)) ? [hostname.toLowerCase()] : [])];
  return names.includes(asked.name) || (ANY.has(bare(host)) && isIP(asked.name) > 0);
}

/** Whether it is reachable from this machine alone. */
export function isLoopback(host: string): boolean {
  const name = bare(host);
  return name === 'localhost' || name === '::1' || (isIPv4(name) && name.startsWith('127.'));
}

/** For a URL, which puts an IPv6 address in brackets. */
export function urlOf(host: string, port: number): string {
  // An address that means all interfaces cannot be opened; loopback stands for it.
  const name = ANY.has(bare(host)) ? 'localhost' : bare(host);
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}/`;
}

/** Without the brackets of an IPv6 address. */
export function bare(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1').toLowerCase();
}

function parseHost(header: string): { readonly name: string; readonly port: number } | undefined {
  const [, name, port] = /^(\[[\da-f:.]+\]|[^\s:[\]/@]+)(?::(\d{1,5}))?$/i.exec(header) ?? [];
  return name === undefined ? undefined : { name: bare(name), port: Number(port ?? HTTP_PORT) };
}
