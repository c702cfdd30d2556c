/** Transactions over registers: a read shows the last value only. */

import { rwRegister } from '../checkers/index.js';
import { present } from '../operations/rpc.js';
import { transactional } from './transactional.js';

export const txnRwRegister = transactional({
  name: 'txn-rw-register',
  about: 'transactions that read registers and write to them are isolated from each other',
  write: 'w',
  request: {
    does:
      'Executes the operations in their order, as one transaction. `["r", key, null]` reads a register, `["w", key, value]` ' +
      'writes to one; a register that was never written is `null`. Error 30 if the transaction was aborted because of another.',
    shows: 'the same operations, with the values that were read',
    asked: [
      ['w', 9, 1],
      ['r', 9, null],
      ['r', 8, null],
    ],
    told: [
      ['w', 9, 1],
      ['r', 9, 1],
      ['r', 8, null],
    ],
  },
  shown: present,
  check: (options) => (history) => rwRegister(history, options),
});
