/** What an examination comes to, in words. */

import { Chalk } from 'chalk';
import test from 'ava';
import type { Examination } from '../../../harness/doctor/examine.js';
import { examinationJson, examinationLines, isClean } from '../../../harness/doctor/examination-text.js';

const NOTHING: Examination = { seeds: 3, parted: undefined, sources: [], errors: [] };
const SOURCE = { file: '/own/node.js', line: 4, column: 9, call: 'Date.now()', instead: 'node.now()' };
const linesOf = (examination: Examination, width?: number): readonly string[] =>
  examinationLines(examination, { runtime: 'sim', colors: new Chalk({ level: 0 }), width });

test('nothing found is repeatable', (t) => {
  t.true(isClean(NOTHING));
  t.deepEqual(linesOf(NOTHING), ['repeatable: yes, 3 seeds, sim runtime']);
});

test('calls in runs that were equal are reported', (t) => {
  const examination = { ...NOTHING, seeds: 1, sources: [SOURCE] };
  t.false(isClean(examination));
  t.deepEqual(linesOf(examination), [
    'repeatable: yes, 1 seed, sim runtime',
    'equal in these runs, but these calls can make others differ:',
    '  /own/node.js:4:9  Date.now()  use node.now()',
  ]);
});

test('a narrow terminal gets what to use instead on a line of its own', (t) => {
  const lines = linesOf({ ...NOTHING, sources: [{ ...SOURCE, through: 'ids' }] }, 60);
  t.deepEqual(lines.slice(2), ['  /own/node.js:4:9 (through ids)  Date.now()', '      use node.now()']);
});

test('no seed that came to its end is neither yes nor no', (t) => {
  const examination = { ...NOTHING, seeds: 0, errors: ['no result within 1 s'] };
  t.deepEqual(linesOf(examination), [
    'repeatable: unknown',
    'a run did not come to its end: no result within 1 s',
  ]);
  t.is((JSON.parse(examinationJson(examination, 'sim')) as { repeatable: unknown }).repeatable, null);
});
