/** The status of a run as one line, for logs and pipes: plain, and printed only if it has changed. */

import { printable } from '../text/printable.js';
import type { Status } from './status.js';

export function statusLine(status: Status): string {
  const { at, phase, elapsed, limit } = status;
  const share = `${Math.min(elapsed, limit).toFixed(1)} of ${limit} s`;
  const where = phase === 'running' ? `running (${share})` : phase;
  return [`${at.toFixed(1).padStart(7)} s  ${where}`, ...figures(status)].join('  |  ');
}

/** A check that takes long. */
export function checkingLine(workload: string, seconds: number): string {
  return `checking ${workload}, ${Math.round(seconds)} s ...`;
}

/** A text that is the same for two statuses if nothing happened in between. */
export function happened(status: Status): string {
  return [status.phase, status.counts.invoke, ...figures(status)].join();
}

function figures({ counts, messagesPerOperation, faults, nodes }: Status): readonly string[] {
  const { ok, fail, info } = counts;
  const unwell = [
    ...(nodes?.paused ?? []).map((node) => `${node} paused`),
    ...(nodes?.dead ?? []).map((node) => `${node} dead`),
  ];
  return [
    `${ok} ok, ${fail} fail, ${info} info`,
    `msgs-per-op ${messagesPerOperation?.toFixed(2) ?? '-'}`,
    [...new Set(faults.map(({ fault }) => fault))].join(', '),
    unwell.length > SHOWN_NODES ? `${unwell.length} nodes paused or dead` : printable(unwell.join(', ')),
  ].filter((text) => text !== '');
}

const SHOWN_NODES = 5;
