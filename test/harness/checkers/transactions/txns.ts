/** Histories of transactions for tests, one row each. */

import type { History, OperationType } from '../../../../harness/operations/history.js';
import { history, type Row } from '../operations.js';

/** `r x [1 2]`, `append x 3`, `w x 3`; a missing value is null. */
function micros(text: string): unknown[][] {
  return text.split(', ').map((micro) => {
    const [f = '', key = '', ...rest] = micro.split(' ');
    const value = rest.join(' ');
    if (value.startsWith('[')) return [f, key, JSON.parse(value.replaceAll(' ', ','))];
    return [f, key, value === '' ? null : Number(value)];
  });
}

/** What was asked for such a transaction. */
function asked(text: string): unknown[][] {
  return micros(text).map(([f, key, value]) => [f, key, f === 'r' ? null : value]);
}

/** All at the same time, each by a process of its own; `[type, text]` for one that does not end ok. */
export function concurrent(...txns: readonly (string | readonly [OperationType, string])[]): History {
  const rows = txns.map((txn) => (typeof txn === 'string' ? (['ok', txn] as const) : txn));
  return history(
    ...rows.map(([, text], process): Row => [process, 'invoke', 'txn', asked(text)]),
    ...rows.flatMap(([type, text], process): Row[] =>
      type === 'invoke' ? [] : [[process, type, 'txn', type === 'ok' ? micros(text) : asked(text)]],
    ),
  );
}

/** One after the other, by the processes given. */
export function successive(...txns: readonly (readonly [process: number, text: string])[]): History {
  return history(
    ...txns.flatMap(([process, text]): Row[] => [
      [process, 'invoke', 'txn', asked(text)],
      [process, 'ok', 'txn', micros(text)],
    ]),
  );
}
