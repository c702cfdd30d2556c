/** For programs that write programs: each challenge in a line, then what is decisive of each kind of failure. */

import { agentLines, type AgentFact } from '../agent.js';
import type { Attempted, Rate } from '../../run/attempts.js';
import { attemptTitle, factsOf } from './attempt-words.js';
import type { ChallengeReporterFactory } from './reporter.js';

export const agent: ChallengeReporterFactory = ({ write, cwd }) => {
  const attempts: Attempted[] = [];
  return {
    begin() {},
    attempt(attempted) {
      attempts.push(attempted);
    },
    end({ rates, met, left }) {
      const facts: AgentFact[] = [
        ['verdict', `${met} of ${attempts.length} met`],
        ['left', left === 0 ? undefined : `${left} not attempted (interrupted)`],
        ...rates.map((rate): AgentFact => ['challenge', rateText(rate)]),
        ...kindsOf(attempts, cwd),
      ];
      for (const line of agentLines(facts)) write(`${line}\n`);
    },
  };
};

function rateText({ program, challenge, met, of, verdict, missed }: Rate): string {
  const seeds = missed.length === 0 || of === 1 ? '' : `, missed by seed ${missed.join(', ')}`;
  return `${challenge} with ${program}: ${of === 1 ? verdict : `met ${met} of ${of}${seeds}`}`;
}

/** The first attempt of each fingerprint, most frequent first. */
function kindsOf(attempts: readonly Attempted[], cwd: string): readonly AgentFact[] {
  const failed = attempts
    .filter(({ verdict }) => verdict !== 'met')
    .map((attempted) => ({ attempted, facts: factsOf(attempted, cwd) }));
  const marks = [...new Set(failed.map(({ facts }) => facts.fingerprint))];
  const groups = marks.map((mark) => failed.filter(({ facts }) => facts.fingerprint === mark));
  return groups
    .toSorted((a, b) => b.length - a.length)
    .flatMap((group): AgentFact[] => {
      const [first] = group;
      if (first === undefined) return [];
      const { fingerprint, decisive, folder, next, repeat } = first.facts;
      return [
        [
          'fingerprint',
          `${fingerprint ?? 'run/unknown/any'} (${group.length} of ${attempts.length}), such as ${attemptTitle(first.attempted)}`,
        ],
        ['decisive', decisive],
        ['stored', folder],
        ['next', next],
        ['repeat', next === repeat ? undefined : repeat],
      ];
    });
}
