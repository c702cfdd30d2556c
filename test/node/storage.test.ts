/** What a node remembers: both storages keep one contract, and files are never half replaced. */

import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { FileStorage, MemoryStorage } from '../../node/index.js';
import { folder } from '../harness/folder.js';
import { init, lines, request, runProgram } from './program-process.js';
import { keepsStorageContract } from './storage-contract.js';

keepsStorageContract('in memory', () => new MemoryStorage());
keepsStorageContract('in files', () => new FileStorage(folder()));

test('cleared memory holds nothing', (t) => {
  const storage = new MemoryStorage();
  storage.write('a', 'x');
  storage.clear();
  t.is(storage.read('a'), undefined);
});

test('a text that could not be written leaves the old one whole', (t) => {
  const directory = folder();
  const storage = new FileStorage(directory);
  storage.write('vote', 'old');
  // What a node that was killed in the middle of a write leaves behind.
  writeFileSync(path.join(directory, 'vote.new'), 'n');
  t.is(storage.read('vote'), 'old');
  chmodSync(path.join(directory, 'vote'), 0o444);
  // Replacing renames a new file; writing into the old one would not be allowed, or would tear it.
  storage.write('vote', 'new');
  t.is(readFileSync(path.join(directory, 'vote'), 'utf8'), 'new');
  t.deepEqual(readdirSync(directory), ['vote']);
});

test('a directory that does not exist is an error, and no empty storage', (t) => {
  const storage = new FileStorage(path.join(folder(), 'gone'));
  t.throws(() => storage.write('a', 'x'), { code: 'ENOENT' });
  t.throws(() => storage.append('a', 'x'), { code: 'ENOENT' });
});

test('a program keeps its files in EDDY_DATA_DIR, and without it in memory', async (t) => {
  const file = new URL('../../../test/programs/subject.js', import.meta.url).pathname;
  const directory = folder();
  const keep = request({ type: 'keep', msg_id: 2, name: 'log', text: 'x', append: true });
  const input = lines(init('n1'), keep, request({ type: 'kept', msg_id: 3, name: 'log' }));
  const texts: unknown[] = [];
  for (const env of [{ EDDY_DATA_DIR: directory }, { EDDY_DATA_DIR: directory }, {}, {}]) {
    const { messages } = await runProgram('subject', input, { file, env });
    texts.push(messages.at(-1)?.body['text']);
  }
  t.deepEqual(texts, ['x', 'xx', 'x', 'x']);
  t.is(readFileSync(path.join(directory, 'log'), 'utf8'), 'xx');
});
