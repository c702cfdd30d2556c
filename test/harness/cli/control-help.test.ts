/** What is written about control lines is true: they are understood as they stand there, and none is missing. */

import { readFileSync } from 'node:fs';
import test from 'ava';
import { CONTROL_HELP } from '../../../harness/cli/control-help.js';
import { NEMESES } from '../../../harness/faults/kinds/index.js';
import { CONTROL_WORDS, parseControl, PARTITION_KINDS } from '../../../router/index.js';

const NODES = ['n1', 'n2', 'n3', 'n4', 'n5'];
const DOCUMENT = readFileSync(new URL('../../../../docs/faults.md', import.meta.url), 'utf8');

function wordsOf(lines: readonly string[]): readonly string[] {
  return [...new Set(lines.map((line) => parseControl(line, NODES).do))].toSorted();
}

test('help shows each word, in lines that can be typed', (t) => {
  // Two to a line here and there, with space between them.
  const lines = CONTROL_HELP.split('\n').flatMap((line) =>
    line
      .slice(0, 42)
      .split(/ {2,}/)
      .filter((text) => text !== ''),
  );
  t.deepEqual(wordsOf(lines), CONTROL_WORDS.toSorted());
  for (const kind of PARTITION_KINDS) t.true(CONTROL_HELP.includes(kind), kind);
});

test('docs/faults.md tells of each kind of fault and of each kind of partition', (t) => {
  for (const name of NEMESES) t.true(DOCUMENT.includes(`| \`${name}\` `), name);
  for (const kind of PARTITION_KINDS) t.true(DOCUMENT.includes(`\`${kind}\``), kind);
});
