/**
 * The status of a run as a few lines of a terminal: progress, operations, messages, nodes, and the faults in force.
 *
 * Lines keep their positions: only the faults, which come last, grow and shrink. Lines that do not fit are cut, the
 * last first, so that the block is never wider than the terminal, and lower by a line at least.
 */

import type { ChalkInstance } from '../text/colors.js';
import type { Phase } from '../run/play.js';
import { printable } from '../text/printable.js';
import { RECOVERY_LIMIT_SECONDS } from '../operations/recovery-limit.js';
import { clip, columnsOf } from '../text/columns.js';
import type { Size } from './board.js';
import type { Status } from './status.js';

/** A piece of a line, and the kind of its contents. */
type Piece = readonly [text: string, sign?: 'fault' | 'trouble'];
type Line = readonly [name: string, pieces: readonly Piece[]];

/** Longer lines are hard to read, and wrap when a terminal gets narrower. */
const WIDEST = 100;
const NAME_COLUMNS = 12;
const LONGEST_BAR = 30;
const SHORTEST_BAR = 8;
const SHOWN_FAULTS = 3;
const SHOWN_NODES = 4;
const SHOWN_TROUBLES = 2;
/** On a terminal with this many rows, an empty line separates the block from the lines above. */
const ROWS_FOR_SPACE = 12;

const PHASES: Readonly<Record<Phase, string>> = {
  starting: '',
  running: '',
  healing: 'ends all faults',
  recovering: `until all nodes agree, at most ${RECOVERY_LIMIT_SECONDS} s`,
  final: 'last operations',
  stopping: '',
  checking: '',
};

export function statusBlock(
  status: Status,
  { columns, rows }: Size,
  colors: ChalkInstance,
): readonly string[] {
  // Some terminals go to the next line when the last column is filled.
  const width = Math.min(columns - 1, WIDEST);
  const lines: readonly Line[] = [
    [status.phase, [[phaseText(status, width - NAME_COLUMNS)]]],
    ['operations', [[operations(status)]]],
    ['msgs-per-op', [[status.messagesPerOperation?.toFixed(2) ?? '-']]],
    ...nodeLines(status),
    ...faultLines(status),
  ];
  const shown = lines.map((line) => layOut(line, width, colors));
  return [...(rows >= ROWS_FOR_SPACE ? [''] : []), ...shown].slice(0, Math.max(0, rows - 1));
}

function phaseText({ phase, elapsed, limit }: Status, columns: number): string {
  const seconds = elapsed.toFixed(1);
  if (phase !== 'running') return [`${seconds} s`, PHASES[phase]].filter((text) => text !== '').join(', ');
  if (elapsed >= limit) return `${limit} s are over, waits for the last replies`;
  const text = `${seconds} of ${limit} s`;
  // As wide as at the end, so that the bar keeps its width while the time grows.
  const room = columns - ` ${limit.toFixed(1)} of ${limit} s[]`.length;
  const length = Math.min(LONGEST_BAR, room);
  if (length < SHORTEST_BAR) return text;
  const done = Math.floor((elapsed / limit) * length);
  return `[${'#'.repeat(done)}${'.'.repeat(length - done)}] ${text}`;
}

function operations({ counts: { ok, fail, info }, rate }: Status): string {
  return `${ok} ok, ${fail} fail, ${info} info${rate === undefined ? '' : `, ${rate.toFixed(rate < 10 ? 1 : 0)} per second`}`;
}

function nodeLines({ nodes, troubles }: Status): Line[] {
  if (nodes === undefined && troubles.length === 0) return [];
  const pieces: Piece[] = [];
  if (nodes !== undefined) {
    const { running, paused, dead } = nodes;
    pieces.push([`${running} running`]);
    if (paused.length > 0) pieces.push([`, ${paused.length} paused (${names(paused)})`, 'fault']);
    if (dead.length > 0) pieces.push([`, ${dead.length} dead (${names(dead)})`, 'fault']);
  }
  if (troubles.length > 0)
    pieces.push([`${nodes === undefined ? '' : '; '}${troubleText(troubles)}`, 'trouble']);
  return [['nodes', pieces]];
}

function names(nodes: readonly string[]): string {
  // The line of "and 1 more" has room for that one.
  if (nodes.length <= SHOWN_NODES + 1) return nodes.join(' ');
  return `${nodes.slice(0, SHOWN_NODES).join(' ')} and ${nodes.length - SHOWN_NODES} more`;
}

function troubleText(troubles: Status['troubles']): string {
  const shown = troubles
    .slice(0, SHOWN_TROUBLES)
    .map(({ node, kind, count }) => `${node} ${kind} × ${count}`);
  const more = troubles.length - shown.length;
  return `${shown.join(', ')}${more === 0 ? '' : `, and ${more} more`}`;
}

function faultLines({ faults }: Status): Line[] {
  const fit = faults.length <= SHOWN_FAULTS ? faults.length : SHOWN_FAULTS - 1;
  const texts = faults
    .slice(0, fit)
    .map(({ fault, text, seconds }) => `${seconds.toFixed(1).padStart(4)} s  ${fault} ${text}`);
  if (fit < faults.length) texts.push(`and ${faults.length - fit} more`);
  return texts.map((text, i) => [i === 0 ? 'faults' : '', [[text, 'fault']]]);
}

function layOut([name, pieces]: Line, width: number, colors: ChalkInstance): string {
  let line = clip(name.padEnd(NAME_COLUMNS), width);
  let room = width - line.length;
  for (const [text, sign] of pieces) {
    const shown = clip(printable(text), room);
    room -= columnsOf(shown);
    line += sign === undefined ? shown : colors[sign === 'fault' ? 'yellow' : 'red'](shown);
  }
  return line;
}
