/** Transactions over lists: every read shows the whole list, and so in which order elements were appended. */

import { z } from 'zod';
import { listAppend } from '../checkers/index.js';
import { transactional } from './transactional.js';

export const txnListAppend = transactional({
  name: 'txn-list-append',
  about: 'transactions that read lists and append to them are isolated from each other',
  write: 'append',
  request: {
    does:
      'Executes the operations in their order, as one transaction. `["r", key, null]` reads a list, `["append", key, element]` ' +
      'adds an element to the end of one; a list that nothing was appended to is `null` or `[]`. Error 30 if the transaction was ' +
      'aborted because of another.',
    shows: 'the same operations, with the lists that were read',
    asked: [
      ['append', 9, 1],
      ['r', 9, null],
      ['r', 8, null],
    ],
    told: [
      ['append', 9, 1],
      ['r', 9, [1]],
      ['r', 8, null],
    ],
  },
  shown: z.array(z.unknown()).nullable(),
  check: (options) => (history) => listAppend(history, options),
});
