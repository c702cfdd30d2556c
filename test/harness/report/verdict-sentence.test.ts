/** The verdict of a report in words and numbers, by what the results say. */

import test from 'ava';
import { runSummary } from '../../../harness/findings/run-summary.js';
import { verdictSentence } from '../../../harness/report/verdict-sentence.js';
import { readResults } from '../../../harness/verdict/stored-results.js';

const CAUSE = 'dropped by partition majority (1.0-4.0 s), never sent again';
const SOUND = { stats: { valid: true }, availability: { valid: true }, exceptions: { valid: true } };

function sentenceOf(results: Readonly<Record<string, unknown>>): string {
  return verdictSentence(runSummary({ test: { workload: 'any' }, results: readResults(results) ?? {} }));
}

const explanation = (value: number, cause: string): unknown => ({
  kind: 'lost',
  value,
  cause,
  text: `value ${value} is missing`,
  messages: [],
  operations: [],
});

const CASES: readonly (readonly [
  title: string,
  results: Readonly<Record<string, unknown>>,
  sentence: string,
])[] = [
  [
    'lost values are counted, and what became of most of them is said',
    {
      valid: false,
      workload: { valid: false, 'stable-count': 60, 'lost-count': 3, lost: [1, 2, 3] },
      explanations: [
        explanation(1, CAUSE),
        explanation(1, CAUSE),
        explanation(2, CAUSE),
        explanation(3, 'x'),
      ],
    },
    `3 of 63 acknowledged values are missing; 2 were ${CAUSE}.`,
  ],
  [
    'one lost value is one',
    {
      valid: false,
      workload: { valid: false, 'stable-count': 0, 'lost-count': 1, lost: [1] },
      explanations: [explanation(1, CAUSE)],
    },
    `1 of 1 acknowledged values is missing; it was ${CAUSE}.`,
  ],
  [
    'of a valid set the slowest value is named',
    {
      valid: true,
      workload: {
        valid: true,
        'stable-count': 63,
        'stable-latencies': { 0: 1, 0.5: 1, 0.95: 1, 0.99: 1, 1: 412 },
      },
      ...SOUND,
    },
    'All 63 acknowledged values are shown by every later read, the slowest after 412 ms.',
  ],
  [
    'without results it is not judged',
    {},
    'This run has no results.json: it is under way, was broken off, or was not made by Eddy. eddy check judges what it left.',
  ],
  [
    'an unknown verdict is none',
    { valid: 'unknown', workload: { valid: 'unknown' } },
    'The result could not be determined.',
  ],
  [
    'what was demanded and not met is said beside what was right',
    {
      valid: false,
      workload: { valid: true },
      ...SOUND,
      thresholds: [{ expect: 'msgs-per-op < 1', valid: false, actual: 2 }],
    },
    'Clients saw what they were promised, but the run does not meet what was demanded of it. 1 of 1 threshold is not met.',
  ],
];

for (const [title, results, sentence] of CASES)
  test(title, (t) => {
    t.is(sentenceOf(results), sentence);
  });
