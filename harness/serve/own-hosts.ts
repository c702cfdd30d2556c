/**
 * Which names a request may call this server by.
 *
 * A page of elsewhere can give its own name our address (DNS rebinding); its requests then come from the reader's own
 * browser, and only their Host header tells. A name that nobody can rebind is an IP literal, `localhost`, or one that the
 * user gave.
 */

import { isIP, isIPv4 } from 'node:net';

const LOCAL: readonly string[] = ['localhost', '127.0.0.1', '::1'];
const ANY: ReadonlySet<string> = new Set(['0.0.0.0', '::']);
const HTTP_PORT = 80;

export interface Bound {
  /** As `--host` has it. */
  readonly host: string;
  readonly port: number;
  /** What this machine is called. */
  readonly hostname: string;
}

export function isOurs(header: string | undefined, { host, port, hostname }: Bound): boolean {
  const asked = parseHost(header ?? '');
  if (asked === undefined || asked.port !== port) return false;
  const names = [...LOCAL, bare(host), ...(ANY.has(bare(host)) ? [hostname.toLowerCase()] : [])];
  return names.includes(asked.name) || (ANY.has(bare(host)) && isIP(asked.name) > 0);
}

/** Reached from this machine alone. */
export function isLoopback(host: string): boolean {
  const name = bare(host);
  return name === 'localhost' || name === '::1' || (isIPv4(name) && name.startsWith('127.'));
}

/** For a URL: an IPv6 address stands in brackets there. */
export function urlOf(host: string, port: number): string {
  // An address that means all of them is none to go to.
  const name = ANY.has(bare(host)) ? 'localhost' : bare(host);
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}/`;
}

/** Without the brackets that an IPv6 address may come in. */
export function bare(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1').toLowerCase();
}

function parseHost(header: string): { readonly name: string; readonly port: number } | undefined {
  const [, name, port] = /^(\[[\da-f:.]+\]|[^\s:[\]/@]+)(?::(\d{1,5}))?$/i.exec(header) ?? [];
  return name === undefined ? undefined : { name: bare(name), port: Number(port ?? HTTP_PORT) };
}
