/** The place of a call is the innermost line of the program. */

import test from 'ava';
import { callSite, type Frame, stackFrames } from '../../../harness/doctor/call-site.js';

const ROOT = '/eddy/dist/';
const at = (file: string | undefined, line = 1): Frame => ({ file, line, column: 3 });

const NODE = at('node:internal/util');
const EDDY = at('/eddy/dist/router/network.js');
const PACKAGE = at('/work/node_modules/@own/ids/index.js', 7);
const PROGRAM = at('file:///work/my-node.js', 12);
const PLACE = { file: '/work/my-node.js', line: 12, column: 3 };

const CASES: readonly (readonly [title: string, frames: readonly Frame[], place: object | undefined])[] = [
  ['the line that calls', [PROGRAM, EDDY], PLACE],
  ['the line above frames of Node and of code without a file', [at(undefined), NODE, PROGRAM], PLACE],
  ['the line that calls a package, and the package', [PACKAGE, PROGRAM], { ...PLACE, through: '@own/ids' }],
  [
    'a package, if no line of the program is there',
    [PACKAGE],
    { file: PACKAGE.file, line: 7, column: 3, through: '@own/ids' },
  ],
  ['no place if Eddy calls on behalf of the program', [EDDY, PROGRAM], undefined],
  ['no place if the loader of Node calls', [at('node:internal/modules/cjs/loader'), PROGRAM], undefined],
  ['no place if Eddy calls a package', [PACKAGE, EDDY, PROGRAM], undefined],
  [
    'a line of a program of ours',
    [at('/eddy/dist/node/raft/raft.js', 4)],
    { file: '/eddy/dist/node/raft/raft.js', line: 4, column: 3 },
  ],
  ['the line above the watch itself', [at('/eddy/dist/harness/doctor/watch.js'), PROGRAM], PLACE],
  ['no place if nobody is there', [NODE], undefined],
];

for (const [title, frames, place] of CASES) {
  test(`the place of a call: ${title}`, (t) => {
    t.deepEqual(callSite(frames, ROOT), place);
  });
}

test('reading the stack leaves Error as it was', (t) => {
  const before = Object.getOwnPropertyDescriptors(Error);
  const [innermost] = stackFrames();
  t.deepEqual(Object.getOwnPropertyDescriptors(Error), before);
  t.regex(innermost?.file ?? '', /call-site\.test\.js$/);
});
