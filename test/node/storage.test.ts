/** What a node remembers: both storages do the same, and files are never half replaced. */

import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import * as fc from 'fast-check';
import { FileStorage, MemoryStorage, type Storage } from '../../node/index.js';
import { folder } from '../harness/folder.js';
import { init, lines, request, runProgram } from './program-process.js';

const MAKE: readonly (readonly [name: string, make: () => Storage])[] = [
  ['in memory', () => new MemoryStorage()],
  ['in files', () => new FileStorage(folder())],
];

for (const [name, make] of MAKE) {
  test(`what was written is read, what was added comes behind it (${name})`, (t) => {
    const storage = make();
    t.is(storage.read('a'), undefined);
    storage.append('a', 'é😀\n');
    storage.append('a', '');
    storage.append('a', '2\n');
    storage.append('b', 'other');
    t.is(storage.read('a'), 'é😀\n2\n');
    storage.write('a', 'new');
    t.is(storage.read('a'), 'new');
    storage.append('a', 'er');
    t.is(storage.read('a'), 'newer');
    storage.write('a', '');
    t.is(storage.read('a'), '');
    t.is(storage.read('b'), 'other');
  });

  for (const bad of ['', '.', '..', 'a/b', '/a', 'a\0', 'a.new']) {
    test(`${JSON.stringify(bad)} is no name (${name})`, (t) => {
      const storage = make();
      const error = {
        instanceOf: RangeError,
        message: `storage: expected a plain file name that does not end in .new, got ${JSON.stringify(bad)}`,
      };
      t.throws(() => storage.read(bad), error);
      t.throws(() => storage.write(bad, ''), error);
      t.throws(() => storage.append(bad, ''), error);
    });
  }
}

test('both storages hold the same after the same', (t) => {
  const name = fc.constantFrom('a', 'b', 'log.1');
  const action = fc.record({
    do: fc.constantFrom('write' as const, 'append' as const),
    name,
    text: fc.string(),
  });
  fc.assert(
    fc.property(fc.array(action, { maxLength: 10 }), (actions) => {
      const [memory, files] = [new MemoryStorage(), new FileStorage(folder())];
      for (const each of actions)
        for (const storage of [memory, files]) storage[each.do](each.name, each.text);
      for (const each of ['a', 'b', 'log.1']) t.is(files.read(each), memory.read(each));
    }),
    { numRuns: 30 },
  );
});

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
