/** Which entries of a folder are submissions, and which file of each is its program. */

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { UsageError } from '../../../harness/errors/usage-error.js';
import { submissionsIn } from '../../../harness/grade/submissions.js';
import { folder, write } from '../folder.js';

test('a file is a submission, and so is a folder with one file, or with node.* or main.*', (t) => {
  const root = folder();
  const files = [
    'b.js',
    'a/only.py',
    'c/main.rb',
    'c/readme.md',
    'd/x.js',
    'd/y.js',
    '.git/config',
    'e/node.js',
    'e/main.js',
  ];
  for (const file of files) write(path.join(root, file), '');
  mkdirSync(path.join(root, 'f'));
  t.deepEqual(submissionsIn(root), [
    { name: 'a', program: path.join(root, 'a/only.py') },
    { name: 'b', program: path.join(root, 'b.js') },
    { name: 'c', program: path.join(root, 'c/main.rb') },
    { name: 'd', program: undefined },
    { name: 'e', program: path.join(root, 'e/node.js') },
    { name: 'f', program: undefined },
  ]);
});

test('a folder without submissions is refused', (t) => {
  t.throws(() => submissionsIn(folder()), { instanceOf: UsageError, message: /there is no submission/ });
  t.throws(() => submissionsIn('/none'), {
    instanceOf: UsageError,
    message: /expected a folder of submissions/,
  });
});
