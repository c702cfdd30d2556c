/** For another program: one JSON object with all attempts and rates, written at the end. */

import { explain } from '../../errors/explain-error.js';
import type { Attempted } from '../../run/attempts.js';
import { factsOf, targetWord } from './attempt-words.js';
import type { ChallengeReporterFactory } from './reporter.js';

export const json: ChallengeReporterFactory = ({ write, cwd }) => {
  const attempts: object[] = [];
  return {
    begin() {},
    attempt(attempted) {
      attempts.push(asJson(attempted, cwd));
    },
    end({ rates, ...summary }) {
      write(`${JSON.stringify({ ...summary, rates, runs: attempts }, null, 2)}\n`);
    },
  };
};

function asJson(attempted: Attempted, cwd: string): object {
  const { challenge, program, run, targets, verdict, durationMs } = attempted;
  const { next: _, ...facts } = factsOf(attempted, cwd);
  return {
    challenge: challenge.name,
    title: challenge.title,
    program,
    seed: run instanceof Error ? attempted.seed : run.seed,
    verdict,
    seconds: Math.round(durationMs) / 1000,
    targets: targets.map((target) => ({ ...target, met: targetWord(target) })),
    crashed: run instanceof Error ? [] : run.crashed,
    ...(run instanceof Error && { error: explain(run) }),
    ...facts,
  };
}
