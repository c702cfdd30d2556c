/** Variables are found in the text of a module. */

import test from 'ava';
import { declarationOf } from '../../../harness/doctor/declaration.js';

const TEXT = `import { other } from './count.js'; // count is used below
let counts = 1, count = 0;
export const seen = new Set();
class Ids {
  static next = 0;
}
function Log() {}
Log.rows = [];
export default (node) => { globalThis.total = count; seen.add(Ids.next); };
`;

const CASES: readonly (readonly [name: string, line: number | undefined, column?: number])[] = [
  ['counts', 2, 5],
  ['count', 2, 17],
  ['seen', 3, 14],
  ['Ids', 4, 7],
  ['Ids.next', 5, 10],
  ['Log.rows', 8, 5],
  ['globalThis.total', 9, 39],
  ['rows', undefined],
];

for (const [name, line, column] of CASES) {
  test(`the declaration of ${name} is found`, (t) => {
    const found = declarationOf(name, TEXT);
    t.deepEqual(found, line === undefined ? undefined : { line, column: column ?? 0 });
  });
}
