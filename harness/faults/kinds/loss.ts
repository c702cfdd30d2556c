/** Messages between nodes are lost. */

import { chanceFault } from '../setting-fault.js';

export const loss = chanceFault('loss', {
  usual: ({ loss: usual }) => usual,
  drops: {
    reason: 'loss',
    words: (_dest, cause) => `lost by chance${cause === undefined ? '' : ` (${cause.text})`}`,
  },
  happens: 'are lost',
  undone: 'as many as `--loss` says are lost',
  absence: 'no message was lost on purpose',
});
