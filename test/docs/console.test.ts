/** How the console blocks of a page are read and compared with what their commands print. */

import test from 'ava';
import { isExpected, outputOf, stepsOf } from './console.js';
import { folderWith } from '../harness/folder.js';

test('a block holds commands with their output', (t) => {
  const page = 'Try:\n\n```console\n$ ls -a \\\n    x\n.\n..\n$ true\n```\n\n```\n$ not this\n```\n';
  t.deepEqual(stepsOf(page), [
    { command: 'ls -a     x', expected: '.\n..\n' },
    { command: 'true', expected: '' },
  ]);
  t.throws(() => stepsOf('```console\nls\n```\n'), { message: /begins with a command/ });
});

test('a picture that a command prints is a step too, in the order of the page', (t) => {
  const page =
    '```console\n$ a\n```\n\n<!-- $ eddy export mermaid -->\n\n```mermaid\ngraph\n```\n\n```mermaid\nfree\n```\n';
  t.deepEqual(stepsOf(page), [
    { command: 'a', expected: '' },
    { command: 'eddy export mermaid', expected: 'graph\n' },
  ]);
});

test('a line must be there as it is written', (t) => {
  t.true(isExpected('a (b)\nc\n', 'a (b)\nc\n'));
  t.false(isExpected('a (b)\nc\n', 'a (b)\n'));
  t.false(isExpected('a b\n', 'a (b)\n'));
  t.false(isExpected('', 'a\n'));
  t.true(isExpected('', ''));
});

test('three dots stand for any lines, or for any text of one line', (t) => {
  t.true(isExpected('a\nb\nc\nd\n', 'a\n...\nd\n'));
  t.true(isExpected('a\nd\n', 'a\n...\nd\n'));
  t.true(isExpected('stored in store/echo/1\n', 'stored in store/echo/...\n'));
  t.false(isExpected('stored in\nstore/echo/1\n', 'stored in...1\n'));
  t.false(isExpected('a\nb\n', 'a\n...\nd\n'));
});

test('commands run in their folder, with eddy on the path', (t) => {
  const place = folderWith({ 'a.txt': 'hello\n' });
  t.is(outputOf('cat a.txt', place).out, 'hello\n');
  t.regex(outputOf('eddy node', place).err, /^usage: eddy node/);
});
