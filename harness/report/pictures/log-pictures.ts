/** A log of kafka with an error: who sent what to which offset, which polls showed it, and what they left out. */

import type { KafkaExample } from '../../checkers/index.js';
import type { CheckerFinding } from '../../findings/checker-findings.js';
import type { History } from '../../operations/history.js';
import { type LogFault, logPicture } from './log-picture.js';
import type { Flaw, LogPicture } from './picture.js';

type LogError = Extract<CheckerFinding, { readonly kind: 'log' }>;

const MOST_LOGS = 2;

const FLAWS: Readonly<Record<string, Flaw>> = {
  'lost-write': 'lost',
  'inconsistent-offsets': 'repeated',
  duplicate: 'repeated',
  'poll-skip': 'skipped',
  'int-poll-skip': 'skipped',
  'nonmonotonic-poll': 'reordered',
  'int-nonmonotonic-poll': 'reordered',
  'nonmonotonic-send': 'reordered',
  'int-nonmonotonic-send': 'reordered',
};

/** The most serious first. */
const ORDER: readonly Flaw[] = ['lost', 'repeated', 'reordered', 'skipped'];

/** One for the log with the most serious error, another for that with the next error of another kind. */
export function logPictures(errors: readonly LogError[], history: History): readonly LogPicture[] {
  const faults = errors
    .filter(({ isBad }) => isBad)
    .flatMap(({ type, error: { errs } }): readonly LogFault[] => {
      const flaw = FLAWS[type];
      return flaw === undefined || !Array.isArray(errs)
        ? []
        : errs.map((example: KafkaExample) => ({ flaw, example }));
    });
  const pictures: LogPicture[] = [];
  const drawnKeys = new Set<string>();
  for (const flaw of ORDER) {
    const fault = faults.find(
      ({ flaw: is, example: { key } }) => is === flaw && typeof key === 'string' && !drawnKeys.has(key),
    );
    const key = fault?.example['key'];
    if (typeof key !== 'string' || pictures.length >= MOST_LOGS) continue;
    drawnKeys.add(key);
    const ofKey = faults.filter(({ example }) => example['key'] === key);
    pictures.push(logPicture(key, ofKey, history));
  }
  return pictures;
}
