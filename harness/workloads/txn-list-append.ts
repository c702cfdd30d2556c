/** Transactions over lists: every read shows the whole list, and so in which order elements were appended (spec section 7.7). */

import { z } from 'zod';
import { listAppend } from '../checkers/index.js';
import { transactional } from './transactional.js';

export const txnListAppend = transactional({
  name: 'txn-list-append',
  about: 'transactions that read lists and append to them are isolated from each other',
  write: 'append',
  shown: z.array(z.unknown()).nullable(),
  check: (options) => (history) => listAppend(history, options),
});
