/** TAP version 14, with a YAML block for each attempt. */

import { tapLine } from '../../picture/tap.js';
import { attemptTitle, factsOf, targetSentence } from './attempt-words.js';
import type { ChallengeReporterFactory } from './reporter.js';

export const tap: ChallengeReporterFactory = ({ write, cwd }) => {
  let number = 0;
  return {
    begin(total) {
      write(`TAP version 14\n1..${total}\n`);
    },
    attempt(attempted) {
      const { verdict, durationMs, targets } = attempted;
      write(tapLine(verdict === 'met', ++number, attemptTitle(attempted)));
      write(`  ---\n  duration_ms: ${durationMs.toFixed(1)}\n`);
      if (verdict !== 'met') {
        const { decisive = verdict, repeat, folder } = factsOf(attempted, cwd);
        const missed = targets.filter(({ met }) => met !== true).map(targetSentence);
        // JSON's strings are YAML's.
        write(`  verdict: ${JSON.stringify(verdict)}\n  message: ${JSON.stringify(decisive)}\n`);
        write(`  targets: ${JSON.stringify(missed)}\n  repeat: ${JSON.stringify(repeat)}\n`);
        if (folder !== undefined) write(`  stored: ${JSON.stringify(folder)}\n`);
      }
      write('  ...\n');
    },
    end({ met, attempts, left }) {
      if (left > 0) write(`Bail out! interrupted: ${left} not attempted\n`);
      write(`# ${met} met, ${attempts - met} not met\n`);
    },
  };
};
