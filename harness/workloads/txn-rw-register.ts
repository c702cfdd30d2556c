/** Transactions over registers: a read shows the last value only (spec section 7.8). */

import { rwRegister } from '../checkers/index.js';
import { present } from '../operations/rpc.js';
import { transactional } from './transactional.js';

export const txnRwRegister = transactional({
  name: 'txn-rw-register',
  about: 'transactions that read registers and write to them are isolated from each other',
  write: 'w',
  shown: present,
  check: (options) => (history) => rwRegister(history, options),
});
