/** Test files: what they hold, what overrides it, and where an error is. */

import path from 'node:path';
import test from 'ava';
import { UsageError } from '../../../harness/errors/usage-error.js';
import { parseTestFile, readTestFile, withTestFile } from '../../../harness/options/test-file.js';
import { folder, write } from '../folder.js';

const FILE = `workload: broadcast
node-count: 3
nemesis: [partition, kill]
faults:
  - {at: 2.5, do: kill n1}
`;

test('keys are options, and only those that are given', (t) => {
  t.deepEqual(parseTestFile(FILE, 'a.yaml'), {
    workload: 'broadcast',
    'node-count': 3,
    nemesis: ['partition', 'kill'],
    faults: [{ at: 2.5, do: 'kill n1' }],
  });
});

test('the command line overrides the file, and names nodes in place of its count', (t) => {
  const file = parseTestFile(FILE, 'a.yaml');
  t.like(withTestFile(file, { rate: 3, workload: 'echo', args: [] }), {
    workload: 'echo',
    rate: 3,
    'node-count': 3,
  });
  const named = withTestFile(file, { nodes: ['a', 'b'], args: [] });
  t.deepEqual([named.nodes, named['node-count']], [['a', 'b'], undefined]);
  t.deepEqual(withTestFile({ args: ['-v'] }, { args: [] }).args, ['-v']);
});

test('a program that is named by a path lies beside the file, a command anywhere', (t) => {
  const place = folder();
  const bin = (text: string): string | undefined =>
    readTestFile(write(path.join(place, 'test.yaml'), `bin: ${text}\n`)).bin;
  t.is(path.resolve(bin('./node.py') ?? ''), path.join(place, 'node.py'));
  t.is(bin('python3'), 'python3');
  t.is(bin('/usr/bin/env'), '/usr/bin/env');
});

for (const [text, message] of [
  [
    'workload: brodcast\n',
    /^a\.yaml:1: workload: expected one of .*, got "brodcast"; did you mean broadcast\?$/,
  ],
  [
    'rate: 3\nlatncy: 5\n',
    /^a\.yaml:2: latncy: there is no such option; did you mean latency\?: expected some of /,
  ],
  ['- rate\n', /^a\.yaml:1: expected an object/],
] as const) {
  test(`an error names the line: ${JSON.stringify(text)}`, (t) => {
    t.throws(() => parseTestFile(text, 'a.yaml'), { message });
  });
}

test('a file that cannot be read is a wrong option', (t) => {
  t.throws(() => readTestFile('/no/such.yaml'), {
    instanceOf: UsageError,
    message: /^--file \/no\/such\.yaml cannot be read: /,
  });
});
