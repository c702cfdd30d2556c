/**
 * TAP version 14 (https://testanything.org/tap-version-14-specification.html), with a YAML block for each failure.
 */

import { tapLine } from '../../picture/tap.js';
import type { ReporterFactory } from './reporter.js';

export const tap: ReporterFactory = ({ write }) => {
  let number = 0;
  return {
    begin(total) {
      write(`TAP version 14\n1..${total}\n`);
    },
    entry({ file, line, title, status, durationMs, problem }) {
      write(tapLine(status !== 'failed', ++number, `${file}: ${title}`));
      write(`  ---\n  duration_ms: ${durationMs.toFixed(1)}\n`);
      if (status === 'updated') write('  updated: true\n');
      if (status === 'failed') {
        // JSON's strings are YAML's.
        write(`  at: ${JSON.stringify(`${file}:${line}`)}\n  message: ${JSON.stringify(problem ?? '')}\n`);
      }
      write('  ...\n');
    },
    end({ passed, failed, left = 0 }) {
      if (left > 0) write(`Bail out! interrupted: ${left} not played\n`);
      write(`# ${passed} passed, ${failed} failed\n`);
    },
  };
};
