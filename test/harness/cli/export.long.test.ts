/** `eddy export` as a command. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { programFile } from '../../router/programs.js';
import { folder, write } from '../folder.js';
import { flawOf } from '../picture/well-formed.js';
import { journal, recv, send } from '../trace/journal.js';
import { Eddy, eddy } from './eddy.js';

const cwd = folder();

test.before(async (t) => {
  const options =
    '--runtime sim --seed 1 --time-limit 3 --rate 20 --latency 20 --nemesis partition --nemesis-interval 1';
  const bin = programFile('loses-under-partition.js');
  const args = [
    'test',
    '-w',
    'broadcast',
    ...options.split(' '),
    '--expect',
    'msgs-per-op<100',
    '--bin',
    bin,
  ];
  const { status, err } = await eddy(args, { cwd });
  t.is(status, 1, err);
});

test('each format writes the latest run to stdout, the same each time', async (t) => {
  const starts = {
    svg: /^<svg xmlns=/,
    mermaid: /^sequenceDiagram\n {2}participant n1\n/,
    chrome: /^\{"displayTimeUnit":"ms","traceEvents":\[\n/,
    shiviz: /^\(\?<host>/,
    junit: /^<\?xml [^]*<failure message="lost: /,
    github:
      /^### ❌ broadcast, 5 nodes, sim runtime: INVALID\n[^]*\neddy test --workload broadcast --bin .* --seed 1\n/,
  };
  for (const [format, start] of Object.entries(starts)) {
    const [once, again] = await Promise.all([
      eddy(['export', format], { cwd }),
      eddy(['export', format], { cwd }),
    ]);
    t.is(once.status, 0, once.err);
    t.regex(once.out, start);
    t.is(once.out, again.out);
  }
});

test('the filters of a trace choose the messages', async (t) => {
  const { out, err } = await eddy(['export', 'mermaid', '--link', 'n1->n2', '--outcome', 'partition'], {
    cwd,
  });
  t.is(err, '');
  const arrows = out.split('\n').filter((line) => /^ {2}\w+-/.test(line));
  t.true(arrows.length > 0);
  t.true(arrows.every((line) => line.startsWith('  n1-xn2: ')));
});

test('-o writes a file whole, and nothing else', async (t) => {
  const place = folder();
  const file = path.join(place, 'run.svg');
  const { status, out, err } = await eddy(['export', 'svg', '-o', file], { cwd });
  t.is(status, 0, err);
  t.is(out, '');
  t.is(flawOf(readFileSync(file, 'utf8').replaceAll(/<style>[^]*<\/style>/g, '')), undefined);
  t.deepEqual(readdirSync(place), ['run.svg']);
});

test('a diagram that GitHub would not draw is written, with a warning', async (t) => {
  const lines = Array.from({ length: 2000 }, (_, id) => [
    send(id, id, 'n1', 'n2', { type: 'gossip', some: 'words' }),
    recv(id, id),
  ]);
  const { status, out, err } = await eddy(['export', 'mermaid', journal(...lines.flat())]);
  t.is(status, 0);
  t.is(out.split('\n').length, 2004);
  t.regex(
    err,
    /^eddy: the diagram has \d+ characters, and GitHub draws 50000 at most: choose fewer messages with --value/,
  );
});

test('a reader that leaves early is no error', async (t) => {
  const { child, ended } = new Eddy(['export', 'chrome'], { cwd, input: '' });
  child.stdout?.once('data', () => child.stdout?.destroy());
  const { status, err } = await ended;
  t.is(err, '');
  t.is(status, 0);
});

const alone = journal(send(1, 0, 'n1', 'n2', {}));
for (const [args, message] of [
  [['export'], /^eddy: missing required argument 'format'/],
  [
    ['export', 'png'],
    /^eddy: export: expected one of svg, mermaid, chrome, shiviz, junit, github, got "png"\n$/,
  ],
  [
    ['export', 'junit', '--node', 'n1'],
    /^eddy: export: --node chooses messages, and junit has results only: expected no filter, or one of svg, /,
  ],
  [['export', 'svg', '/nowhere'], /^eddy: there is no journal at \/nowhere /],
  [
    ['export', 'junit', alone],
    /^eddy: export: the run in .* has no results\.json: expected a run that has ended/,
  ],
  [
    ['export', 'svg', alone, '-o', '/nowhere/x.svg'],
    /^eddy: output: expected a file that can be written, got "\/nowhere\/x\.svg" \(ENOENT/,
  ],
  [
    ['export', 'svg', alone, '-o', '/'],
    /^eddy: output: expected a file that can be written, got "\/" \(EISDIR/,
  ],
] as const) {
  test(`254: eddy ${args.join(' ').replace(alone, 'journal')}`, async (t) => {
    const { status, out, err } = await eddy(args);
    t.is(status, 254);
    t.is(out, '');
    t.regex(err, message);
  });
}

test('what is damaged leaves no half of a file', async (t) => {
  const place = folder();
  const bad = write(
    path.join(place, 'bad.ndjson'),
    `${JSON.stringify(send(1, 0, 'n1', 'n2', {}))}\nbroken\n`,
  );
  const file = path.join(place, 'x.svg');
  const { status } = await eddy(['export', 'svg', bad, '-o', file]);
  t.is(status, 254);
  t.false(existsSync(file) || existsSync(`${file}.new`));
});

test('where nothing passes the filters that is said', async (t) => {
  const { status, err } = await eddy(['export', 'mermaid', '--node', 'zz'], { cwd });
  t.is(status, 0);
  t.regex(err, /^eddy: no message of this run passes the filters/);
});
