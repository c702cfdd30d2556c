/** JUnit's XML: a suite for each program, a test case for each attempt. Written at the end, since the counts come first. */

import { explain } from '../../errors/explain-error.js';
import { type JUnitCase, junitXml } from '../../picture/junit-xml.js';
import { printable } from '../../text/printable.js';
import type { Attempted } from '../../run/attempts.js';
import { factsOf, targetSentence } from './attempt-words.js';
import type { ChallengeReporterFactory } from './reporter.js';

export const junit: ChallengeReporterFactory = ({ write, cwd }) => {
  const attempts: Attempted[] = [];
  return {
    begin() {},
    attempt(attempted) {
      attempts.push(attempted);
    },
    end() {
      const programs = [...new Set(attempts.map(({ program }) => program))];
      const suites = programs.map((name) => ({
        name: printable(name),
        cases: attempts.filter(({ program }) => program === name).map((each) => testCase(each, cwd)),
      }));
      const total = attempts.reduce((sum, { durationMs }) => sum + durationMs, 0);
      for (const line of junitXml('eddy challenge', suites, total)) write(`${line}\n`);
    },
  };
};

function testCase(attempted: Attempted, cwd: string): JUnitCase {
  const { challenge, run, seed, targets, verdict, durationMs } = attempted;
  const { decisive = verdict, folder, repeat, fingerprint } = factsOf(attempted, cwd);
  const lines = [
    decisive,
    ...(run instanceof Error ? explain(run).split('\n').slice(1) : []),
    ...targets.filter(({ met }) => met !== true).map(targetSentence),
    ...(fingerprint === undefined ? [] : [`Fingerprint: ${fingerprint}`]),
    ...(folder === undefined ? [] : [`Stored in ${folder}`]),
    `To repeat it: ${repeat}`,
  ];
  return {
    classname: 'eddy.challenge',
    name: `${challenge.name} ${challenge.title}${seed === undefined ? '' : ` [seed ${seed}]`}`,
    durationMs,
    ...(verdict !== 'met' && {
      problem: {
        kind: verdict === 'not met' ? ('failure' as const) : ('error' as const),
        message: printable(decisive),
        text: lines.map(printable).join('\n'),
      },
    }),
  };
}
