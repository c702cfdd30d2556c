/** How a run stands in which all is well. */

import type { Status } from '../../../harness/terminal/status.js';

export const STATUS: Status = {
  phase: 'running',
  at: 5.3,
  elapsed: 4.84,
  limit: 12,
  counts: { invoke: 231, ok: 228, fail: 0, info: 3 },
  rate: 48.2,
  messagesPerOperation: 1.834,
  faults: [],
  nodes: { running: 5, paused: [], dead: [] },
  troubles: [],
};
