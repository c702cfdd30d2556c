/**
 * What every storage promises, whatever keeps its texts. `storage.test.ts` holds the storages in memory and in files to it.
 */

import test from 'ava';
import * as fc from 'fast-check';
import { type Storage, StoredLines } from '../../node/index.js';

const NO_NAMES = ['', '.', '..', 'a/b', '/a', 'a\0', 'a.new'];

/** `make` gives a storage that is empty. */
export function keepsStorageContract(kind: string, make: () => Storage): void {
  test(`${kind}: what was written is read, what was added comes behind it`, (t) => {
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

  test(`${kind}: an empty addition makes an empty text`, (t) => {
    const storage = make();
    storage.append('a', '');
    t.is(storage.read('a'), '');
  });

  for (const bad of NO_NAMES) {
    test(`${kind}: ${JSON.stringify(bad)} is no name`, (t) => {
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

  test(`${kind}: it holds what a map of texts would hold after the same`, (t) => {
    const name = fc.constantFrom('a', 'b', 'log.1');
    const action = fc.record({
      do: fc.constantFrom('write' as const, 'append' as const),
      name,
      text: fc.string(),
    });
    fc.assert(
      fc.property(fc.array(action, { maxLength: 10 }), (actions) => {
        const storage = make();
        const model = new Map<string, string>();
        for (const each of actions) {
          storage[each.do](each.name, each.text);
          model.set(each.name, (each.do === 'append' ? (model.get(each.name) ?? '') : '') + each.text);
        }
        for (const each of ['a', 'b', 'log.1']) t.is(storage.read(each), model.get(each));
      }),
      { numRuns: 30 },
    );
  });

  test(`${kind}: lines come back in order, with exact integers, in this life and the next`, (t) => {
    const storage = make();
    const lines = new StoredLines(storage, 'l');
    t.deepEqual(lines.read(), []);
    lines.append([1, { a: 'b\nc' }]);
    lines.append([]);
    lines.append([[null, 9_007_199_254_740_993n]]);
    for (const life of [lines, new StoredLines(storage, 'l')])
      t.deepEqual(life.read(), [1, { a: 'b\nc' }, [null, 9_007_199_254_740_993n]]);
    lines.replace(['only']);
    t.deepEqual(lines.read(), ['only']);
    lines.replace([]);
    t.deepEqual(lines.read(), []);
  });

  test(`${kind}: wherever a kill tears what was being added, all lines before it are whole, and so is the next`, (t) => {
    const value = fc.oneof(
      fc.integer(),
      fc.string({ unit: 'binary' }),
      fc.record({ a: fc.array(fc.string()) }),
    );
    const values = fc.array(value, { maxLength: 3 });
    fc.assert(
      fc.property(values, values, fc.nat(), (before, torn, at) => {
        const storage = make();
        new StoredLines(storage, 'l').append(before);
        const text = torn.map((value) => `${JSON.stringify(value)}\n`).join('');
        const written = text.slice(0, at % (text.length + 1));
        storage.append('l', written);
        const wholeLines = written.split('\n').length - 1;
        const expected = [...before, ...torn.slice(0, wholeLines)].map((value): unknown =>
          JSON.parse(JSON.stringify(value)),
        );
        const next = new StoredLines(storage, 'l');
        t.deepEqual(next.read(), expected);
        next.append(['next']);
        t.deepEqual(new StoredLines(storage, 'l').read(), [...expected, 'next']);
      }),
      { numRuns: 50 },
    );
  });

  test(`${kind}: to read whole lines writes nothing`, (t) => {
    const inner = make();
    new StoredLines(inner, 'l').append([1]);
    const frozen: Storage = {
      read: (name) => inner.read(name),
      write: () => t.fail(),
      append: () => t.fail(),
    };
    t.deepEqual(new StoredLines(frozen, 'l').read(), [1]);
  });

  test(`${kind}: a whole line that is no JSON is an error that names it`, (t) => {
    const storage = make();
    storage.write('l', '1\n{"a":\n3\n');
    t.throws(() => new StoredLines(storage, 'l').read(), {
      message: 'storage: line 2 of l: expected JSON, got "{\\"a\\":"; restore the text, or wipe the node',
    });
  });
}
