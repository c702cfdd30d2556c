/** A replay for programs that write programs: each fixture that failed, in at most 40 lines. */

import type { ReporterFactory } from '../replay/reporters/reporter.js';
import { type AgentFact, agentLines } from './agent.js';

export const replayAgent: ReporterFactory = ({ write }) => {
  const failed: AgentFact[] = [];
  return {
    begin() {},
    entry({ file, line, title, status, problem = '' }) {
      if (status === 'failed') failed.push(['failed', `${file}:${line} ${title}: ${problem}`]);
    },
    end({ passed, failed: count, left = 0 }) {
      const verdict = `${passed} passed, ${count} failed${left === 0 ? '' : `, ${left} not played`}`;
      for (const each of agentLines([['verdict', verdict], ...failed])) write(`${each}\n`);
    },
  };
};
