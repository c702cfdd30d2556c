/** Messages between nodes arrive damaged: one byte of their body is another. */

import { chanceFault } from '../setting-fault.js';

export const corrupt = chanceFault('corrupt', {
  happens: 'are damaged: one byte of the body is changed, so that it says something else, or is no JSON',
  undone: 'no message is damaged',
  absence: 'no message was damaged on purpose',
  drops: {
    reason: 'corrupt',
    words: (_dest, cause) => `damaged on its way${cause === undefined ? '' : ` by ${cause.text}`}`,
  },
});
