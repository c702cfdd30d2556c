/** lin-tso: a timestamp oracle. `ts` is answered with 0, 1, 2, ..., in the order in which requests come. */

import type { Handler, Reply } from './service.js';

export class TimestampOracle implements Handler {
  readonly types = ['ts'] as const;
  #next = 0;

  answer(): Reply {
    return { type: 'ts_ok', fields: { ts: String(this.#next++) } };
  }
}
