/** Which operations an error of kafka's logs leads to, and how many of its examples are shown. */

import test from 'ava';
import { kafka } from '../../../harness/checkers/index.js';
import { findingsOf } from '../../../harness/findings/findings.js';
import { history, type Row } from '../checkers/operations.js';
import { summaryOf } from './summaries.js';

const send = (process: number, offset: number, message: number): Row[] => [
  [process, 'invoke', 'send', [['send', 'a', message]]],
  [process, 'ok', 'send', [['send', 'a', [offset, message]]]],
];
const poll = (process: number, ...shown: readonly (readonly [number, number])[]): Row[] => [
  [process, 'invoke', 'poll', [['poll']]],
  [process, 'ok', 'poll', [['poll', { a: shown }]]],
];

function found(...rows: readonly Row[]) {
  const all = history(...rows);
  return findingsOf(summaryOf({ valid: false, workload: kafka(all) }), all);
}

test('an error that names only messages leads to their sends', (t) => {
  const all = found(...send(0, 3, 1), ...send(1, 3, 2), ...send(2, 4, 5), ...poll(3, [3, 1], [4, 5]));
  const twice = all.find(({ text }) => text.startsWith('inconsistent-offsets (1 of 1): '));
  t.deepEqual(twice?.operations, [1, 3]);
});

test('messages that nobody read lead to their sends', (t) => {
  const all = found(...send(0, 0, 1), ...send(1, 1, 2), ...poll(3, [0, 1]));
  const unseen = all.find(({ text }) => text.startsWith('unseen: 1 acknowledged message was never read'));
  t.deepEqual(unseen?.operations, [3]);
});

test('of many errors of one kind four are shown, and the rest is counted', (t) => {
  const rows = Array.from({ length: 12 }, (_, i) => [...send(i, i, i * 2), ...send(i, i, i * 2 + 1)]).flat();
  const texts = found(...rows, ...poll(99, [11, 22])).map(({ text }) => text.split(':')[0] ?? '');
  t.deepEqual(
    texts.filter((text) => text.startsWith('inconsistent-offsets (')),
    [1, 2, 3, 4].map((i) => `inconsistent-offsets (${i} of 12)`),
  );
  const rest = found(...rows, ...poll(99, [11, 22])).find(({ text }) =>
    text.startsWith('inconsistent-offsets: '),
  );
  t.is(rest?.text, 'inconsistent-offsets: 8 more, in results.json');
});

test('anomalies are counted as well: those that results do not list are said not to be', (t) => {
  const example = { text: 'key 9 was read as [1] and as [6]' };
  const workload = {
    valid: false,
    anomalies: { 'incompatible-order': Array.from({ length: 8 }, () => example), G1a: [example] },
    'anomaly-counts': { 'incompatible-order': 12, G1a: 1 },
  };
  const texts = findingsOf(summaryOf({ valid: false, workload })).map(({ text }) => text);
  t.is(texts.filter((text) => / of 12\)/.test(text)).length, 8);
  t.is(
    texts.find((text) => / more/.test(text)),
    'incompatible-order: 4 more, not listed',
  );
  t.is(texts.filter((text) => text.startsWith('G1a')).length, 1);
});
