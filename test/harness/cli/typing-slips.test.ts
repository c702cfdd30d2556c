/** Command lines that were copied out of a text, or typed in a hurry. */

import test from 'ava';
import { Command } from 'commander';
import { refuseSlips } from '../../../harness/cli/typing-slips.js';
import { UsageError } from '../../../harness/errors/usage-error.js';
import { eddy } from './eddy.js';

const commands = [
  new Command('test')
    .option('-w, --workload <name>')
    .option('--nemesis <faults>')
    .option('--strict')
    .option('-n, --node <id>'),
];

for (const [words, message] of [
  [['–nemesis', 'partition'], '–nemesis begins with an en dash, not with two hyphens: --nemesis'],
  [['—nemesis', 'partition'], '—nemesis begins with an em dash, not with two hyphens: --nemesis'],
  [['−nemesis=partition'], '−nemesis=partition begins with a minus sign, not with two hyphens: --nemesis'],
  [['-–nemesis'], '-–nemesis begins with an en dash, not with two hyphens: --nemesis'],
  [['––nemesis'], '––nemesis begins with an en dash, not with two hyphens: --nemesis'],
  [['–w', 'echo'], '–w begins with an en dash, not with a hyphen: -w'],
  [['—help'], '—help begins with an em dash, not with two hyphens: --help'],
  [
    ['‑‑unheard-of'],
    '‑‑unheard-of begins with a hyphen that does not break, not with two hyphens: --unheard-of',
  ],
  [['--workload', '–nemesis'], '–nemesis begins with an en dash, not with two hyphens: --nemesis'],
  [['--nemesis', '“partition”'], /^“partition” has the typographic quote “ in it, .*: expected ' or "$/],
  [['--nemesis=‘partition’'], /has the typographic quote ‘ in it/],
  [['--nemesis', '{“a”: 1}'], /has the typographic quote “ in it/],
  [['-node', 'n1'], '-node begins with one hyphen, not with two: --node'],
  [['-nemesis=kill'], '-nemesis=kill begins with one hyphen, not with two: --nemesis'],
  [['--workload', '--strict'], '--workload expects a value, got the option --strict'],
] as const) {
  test(`refused: ${words.join(' ')}`, (t) => {
    t.throws(() => refuseSlips(words, commands), { instanceOf: UsageError, message });
  });
}

for (const words of [
  ['--workload', '–echo'],
  ['-w', '-x'],
  ['--workload', 'it’s'],
  ['-nn1', '-wecho'],
  ['--strict', '--workload=echo'],
  ['--', '–nemesis', '“x”', '-node'],
]) {
  test(`accepted: ${words.join(' ')}`, (t) => {
    t.notThrows(() => refuseSlips(words, commands));
  });
}

test('the command line says so with the status of a wrong use', async (t) => {
  const { status, err } = await eddy(['test', '-w', 'echo', '–nemesis', 'partition']);
  t.is(status, 254);
  t.is(err, 'eddy: –nemesis begins with an en dash, not with two hyphens: --nemesis\n');
});

test('a command below another has its options checked too', async (t) => {
  const { status, err } = await eddy(['fixture', 'from', '—node', 'n1']);
  t.is(status, 254);
  t.regex(err, /^eddy: —node begins with an em dash, not with two hyphens: --node\n/);
});
