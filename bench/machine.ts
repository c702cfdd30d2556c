/** What figures were measured on: without it they mean nothing. */

import { cpus, loadavg, release, totalmem } from 'node:os';

/** One line, for example `2026-11-30, Intel Xeon, 2 cores, 8 GB, Linux 6.1, Node v20.20.2`. */
export function machine(): string {
  const all = cpus();
  return [
    new Date().toISOString().slice(0, 10),
    all[0]?.model.trim() ?? 'unknown CPU',
    `${all.length} cores`,
    `${Math.round(totalmem() / 2 ** 30)} GB`,
    `Linux ${release()}`,
    `Node ${process.version}`,
  ].join(', ');
}

/** Processes that wanted a core in the last minute: figures taken above 0.5 or so say more about the others. */
export function load(): number {
  return loadavg()[0] ?? Number.NaN;
}
