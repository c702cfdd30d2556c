/** Schedules of faults: what is read, and what is said of a file that cannot be. */

import path from 'node:path';
import test from 'ava';
import { readSchedule } from '../../../harness/options/schedule-file.js';
import { UsageError } from '../../../harness/errors/usage-error.js';
import { folder, write } from '../folder.js';

const NODES = ['n1', 'n2', 'n3'];

function file(...lines: readonly string[]): string {
  return write(path.join(folder(), 'faults.yaml'), lines.map((line) => `${line}\n`).join(''));
}

for (const [title, lines, expected] of [
  [
    'a list of what happens when, with comments',
    ['# first of all', "- {at: 2.5, do: 'partition n1 | n2,n3'}", '- at: 5  # seconds', '  do: heal'],
    [
      { at: 2.5, do: 'partition n1 | n2,n3' },
      { at: 5, do: 'heal' },
    ],
  ],
  ['JSON', ['[{"at": 0, "do": "kill all"}]'], [{ at: 0, do: 'kill all' }]],
  ['a list of nothing', ['[]'], []],
] as const) {
  test(`read: ${title}`, (t) => {
    t.deepEqual(readSchedule(file(...lines), NODES), [...expected]);
  });
}

const LIST = "expected a list such as - {at: 2.5, do: 'partition majority'}";

for (const [title, lines, message] of [
  ['nothing', [], `1: ${LIST}, got null`],
  ['a map', ['faults: []'], `1: ${LIST}, got {"faults":[]}`],
  ['lines of words', ['2.5 partition majority'], `1: ${LIST}, got "2.5 partition majority"`],
  ['no time', ['- {at: 1, do: heal}', '- {do: heal}'], '2: [1].at: expected seconds, got nothing'],
  ['a time that is none', ['- {at: soon, do: heal}'], '1: [0].at: expected seconds, got "soon"'],
  ['a time before the beginning', ['- {at: -1, do: heal}'], '1: [0].at: expected seconds >= 0, got -1'],
  [
    'nothing to do',
    ['- at: 1'],
    '1: [0].do: expected a control line, such as partition majority, got nothing',
  ],
  ['a field too many', ['- {at: 1, do: heal, node: n1}'], '1: [0].node: there is no such field'],
  [
    'a node that does not exist',
    ['- at: 1', '  do: heal', '- at: 2', '  do: kill n9'],
    '4: [1].do: there is no node n9; known are n1, n2, n3',
  ],
  [
    'a word that does not exist',
    ['- {at: 1, do: explode}'],
    '1: [0].do: unknown word "explode": expected partition, ',
  ],
  ['no YAML', ['- {at: 1, do: heal', '- {'], '2: expected YAML: '],
] as const) {
  test(`refused, with file, line and field: ${title}`, (t) => {
    const place = file(...lines);
    const { message: said } = t.throws(() => readSchedule(place, NODES), { instanceOf: UsageError });
    t.true(said.startsWith(`${place}:${message}`), said);
  });
}

test('a file that is not there is named', (t) => {
  t.throws(() => readSchedule('/nowhere/faults.yaml', NODES), {
    instanceOf: UsageError,
    message: /^--schedule \/nowhere\/faults\.yaml cannot be read: ENOENT/,
  });
});
