/** Messages between nodes arrive twice. */

import { chanceFault } from '../setting-fault.js';

export const duplication = chanceFault('duplication', {
  usual: ({ duplication: usual }) => usual,
  happens: 'arrive twice, the second time up to 100 ms later',
  undone: 'as many as `--duplication` says arrive twice',
  absence: 'no message was duplicated on purpose',
});
