/** What a watch passes on to the command that it runs, and which changes it ignores. */

import path from 'node:path';
import test from 'ava';
import { isIgnored, withoutWatch } from '../../../harness/cli/watch.js';

test('the command that is run has all arguments but those of the watch', (t) => {
  const args = [
    'test',
    '--watch',
    '-w',
    'echo',
    '--build',
    'go build',
    '--watch-path=src',
    '--watch-path',
    'x',
    '--rate',
    '5',
  ];
  t.deepEqual(withoutWatch(args), ['test', '-w', 'echo', '--rate', '5']);
  t.deepEqual(withoutWatch(['test', '--watch', '--', '--watch', '--build']), [
    'test',
    '--',
    '--watch',
    '--build',
  ]);
});

test('what runs and tools write is no change of the program', (t) => {
  for (const file of [
    'store/echo/x',
    'src/__pycache__/a.pyc',
    '.git/index',
    'node.py~',
    '.node.py.swp',
    'target/debug/node',
  ])
    t.true(isIgnored(path.resolve(file)), file);
  for (const file of ['node.py', 'src/storefront.go', 'cmd/node/main.go'])
    t.false(isIgnored(path.resolve(file)), file);
});
