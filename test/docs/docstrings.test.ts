/** What the library offers says what it is: each export of a layer has a docstring. */

import test from 'ava';
import { exportsOf, hasDocstring, undocumented } from './docstrings.js';

for (const layer of ['router', 'harness']) {
  test(`each export of ${layer}/index.ts has a docstring`, (t) => {
    t.true(exportsOf(`${layer}/index.ts`).length > 20);
    t.deepEqual(undocumented(`${layer}/index.ts`), []);
  });
}

test('a name that is passed on twice is looked up where it is declared', (t) => {
  const found = exportsOf('harness/index.ts').find(({ name }) => name === 'setFull');
  t.deepEqual(found, { name: 'setFull', file: 'harness/checkers/set-full.ts' });
});

test('a docstring stands right before its declaration', (t) => {
  t.true(hasDocstring('/** What it is. */\nexport const a = 1;\n', 'a'));
  t.true(hasDocstring('/**\n * What it is.\n */\nexport async function a() {}\n', 'a'));
  t.false(hasDocstring('/** The file. */\n\nexport class a {}\n', 'a'));
  t.false(hasDocstring('/* A remark. */\nexport type a = 1;\n', 'a'));
  t.false(hasDocstring('/** Of b. */\nexport const b = 1;\nexport const a = 1;\n', 'a'));
  t.throws(() => hasDocstring('export const b = 1;\n', 'a'), { message: /a is not declared/ });
});
