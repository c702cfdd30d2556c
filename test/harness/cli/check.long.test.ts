/** `eddy check` as a command: what it prints, and its exit status. */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { folder, write } from '../folder.js';
import { eddy } from './eddy.js';

const here = folder();
const echo = (name: string, ...echoed: readonly string[]): string =>
  write(
    path.join(here, name),
    echoed
      .map(
        (text, i) =>
          `{:index ${2 * i}, :type :invoke, :process 0, :f :echo, :value "a"}\n` +
          `{:index ${2 * i + 1}, :type :ok, :process 0, :f :echo, :value {:echo "${text}"}}\n`,
      )
      .join(''),
  );
const good = echo('good.edn', 'a', 'a');
const bad = echo('bad.edn', 'a', 'b');
const empty = write(path.join(here, 'empty.ndjson'), '');
const broken = write(path.join(here, 'broken.edn'), '{:type :ok}\n');

test('0: a valid history', async (t) => {
  const { status, out, err } = await eddy(['check', good, '-w', 'echo'], { cwd: here });
  t.is(status, 0, err);
  t.regex(
    out,
    /^echo, good\.edn: VALID\n {2}operations {3}2: 2 ok, 0 fail, 0 info \(availability 1\)\n {2}latency .*\n$/,
  );
});

test('1: an invalid one, under its other name too', async (t) => {
  const { status, out } = await eddy(['analyze', bad, '-w', 'echo'], { cwd: here });
  t.is(status, 1);
  t.regex(out, /^echo, bad\.edn: INVALID\n/);
  t.regex(out, /\n {2}mismatches {3}expected an echo of "a", got /);
});

test('2: nobody knows; --json says so in one object', async (t) => {
  const { status, out } = await eddy(['check', empty, '-w', 'broadcast', '--json'], { cwd: here });
  t.is(status, 2);
  t.like(JSON.parse(out), { valid: 'unknown', workload: { valid: 'unknown' }, stats: { valid: true } });
  t.is(out.trimEnd().split('\n').length, 1);
});

for (const [args, message] of [
  [['check'], /^eddy: there is no history at store\/latest /],
  [['check', good], /good\.edn does not say which workload it is of: expected -w with one of /],
  [
    ['check', broken, '-w', 'echo'],
    /broken\.edn, line 1: expected process to be a whole number from 0, or nemesis, got nothing\n$/,
  ],
  [
    ['check', good, '-w', 'echo', '--availability', 'most'],
    /^eddy: --availability: expected total, or a share from 0 to 1, got "most"\n$/,
  ],
  [['analyze', good, '-t', '-1'], /^eddy: expected one run, got two: .*good\.edn and --test -1\n$/],
  [['analyze', '-t', '-1'], /^eddy: there is no run -1: store has 0 runs\n$/],
  [['check', good, '--rate', '5'], /^eddy: unknown option '--rate'/],
] as const) {
  test(`254: eddy ${args.join(' ').replaceAll(`${here}/`, '')}`, async (t) => {
    const { status, out, err } = await eddy(args, { cwd: here });
    t.is(status, 254);
    t.is(out, '');
    t.regex(err, message);
  });
}

test('a history comes from standard input too, and is read once', async (t) => {
  for (const place of ['-', '/dev/stdin']) {
    const { status, out, err } = await eddy(['check', place, '-w', 'echo'], {
      cwd: here,
      input: readFileSync(bad, 'utf8'),
    });
    t.is(status, 1, err);
    t.regex(out, /^echo, (standard input|\/dev\/stdin): INVALID\n/);
  }
});

test('-t takes a path too', async (t) => {
  t.is((await eddy(['analyze', '-t', good, '-w', 'echo'], { cwd: here })).status, 0);
});
