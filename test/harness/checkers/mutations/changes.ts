/** Changes of a stored history that leave its verdict as it is, whatever the verdict. */

import { type History, type Operation, pairs, type Process } from '../../../../harness/operations/history.js';
import type { Random } from '../../../../node/index.js';
import type { Stored } from './stored.js';

export type Change = (history: History, stored: Stored, random: Random) => History;

function renumbered(rows: readonly Operation[]): History {
  return rows.map((row, index) => ({ ...row, index }));
}

/** Any name is as good as another. */
const processes: Change = (history) =>
  history.map((row) => ({ ...row, process: row.process === 'nemesis' ? 'nemesis' : row.process * 7 + 3 }));

const times: Change = (history) => history.map((row) => ({ ...row, time: row.time + 12_345_678_901 }));

const names: Change = (history, { rename }) => history.map((row) => (isOfClient(row) ? rename(row) : row));

/** Neighbours of different processes change places if nothing can tell which was first. */
const order: Change = (history, { commute }, random) => {
  const rows = [...history];
  for (let pass = 0; pass < 3; pass++) {
    for (let i = 1; i < rows.length; i++) {
      const [a, b] = [rows[i - 1], rows[i]];
      if (a === undefined || b === undefined || a.process === b.process || !random.chance(0.5)) continue;
      if (!isOfClient(a) || !isOfClient(b) || !commute(a, b)) continue;
      // Each moment stays in its place.
      rows[i - 1] = { ...b, time: a.time };
      rows[i] = { ...a, time: b.time };
    }
  }
  return renumbered(rows);
};

const withoutFailed: Change = (history, { mayDrop }) => {
  const dropped = new Set(
    pairs(history).flatMap(({ invoke, completion }) =>
      completion?.type === 'fail' && mayDrop(completion, history) ? [invoke, completion] : [],
    ),
  );
  const rest = history.filter((row) => !dropped.has(row));
  // That nothing was done at all is another verdict.
  return dropped.size > 0 && rest.some(isOfClient) ? renumbered(rest) : history;
};

const withFailed: Change = (history, { failing }, random) => {
  const rows = [...history];
  for (let i = 0; i < 3; i++) {
    const process: Process = 1_000_000 + i;
    const { f, value } = failing(i, history);
    const first = random.integer(0, rows.length);
    const second = random.integer(first, rows.length);
    const time = (at: number): number => rows[at]?.time ?? rows.at(-1)?.time ?? 0;
    const failed: Operation = { index: 0, time: time(second), type: 'fail', process, f, value };
    rows.splice(second, 0, failed);
    rows.splice(first, 0, { ...failed, type: 'invoke', time: time(first) });
  }
  return renumbered(rows);
};

function isOfClient({ process }: Operation): boolean {
  return process !== 'nemesis';
}

export const CHANGES: Readonly<Record<string, Change>> = {
  'other numbers of processes': processes,
  'all times later': times,
  'other names of keys and values': names,
  'another order of what cannot be told apart': order,
  'no operations that failed': withoutFailed,
  'more operations that failed': withFailed,
};
