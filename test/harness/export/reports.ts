/** A report of a run, for tests to change. */

import type { RunReport } from '../../../harness/findings/run-report.js';

export const REPORT: RunReport = {
  title: 'broadcast, 5 nodes, sim runtime',
  verdict: 'INVALID',
  valid: false,
  subject: 'broadcast',
  parts: [
    { name: 'workload', valid: false, reason: 'values: 1 lost\nlost: 7' },
    { name: 'stats', valid: true, reason: '' },
    { name: 'availability', valid: 'unknown', reason: 'nobody knows' },
  ],
  figures: [['operations', '3: 3 ok']],
  thresholds: [{ expect: 'msgs-per-op < 3', met: false, result: '4, over by 1' }],
  faults: ['1.0-2.0 s partition one: n1 | n2'],
  explanations: ['7 was dropped on n1 -> n2'],
  warnings: [{ title: 'n1: not-json × 2', text: 'n1 printed a line that is not JSON\n  hint: stderr' }],
  repeat: "eddy test --expect 'msgs-per-op<3'",
};
