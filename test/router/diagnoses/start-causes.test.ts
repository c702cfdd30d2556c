/** Last lines of a log, and what they mean. */

import test from 'ava';
import { knownCause, tellingLine } from '../../../router/diagnoses/start-causes.js';

for (const [line, cause] of [
  ["ModuleNotFoundError: No module named 'maelstrom'", /^Python does not find maelstrom: install it/],
  ['SyntaxError: Cannot use import statement outside a module', /name it \.mjs, or put "type": "module"/],
  ["Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'ws' imported from /x.mjs", /^Node does not find ws/],
  ["Error: Cannot find module './lib.js'", /^Node does not find the file \.\/lib\.js/],
  ['ReferenceError: require is not defined in ES module scope, you can use import instead', /name it \.cjs/],
  ["/usr/bin/env: 'python3\\r': No such file or directory", /Windows line ends/],
  ['/usr/bin/env: ‘python’: No such file or directory', /^there is no command python on PATH/],
  ['./run: line 2: java: command not found', /^there is no command java on PATH/],
  ['./run: 2: jave: not found', /^there is no command jave on PATH/],
  ['Error: Unable to access jarfile node.jar', /^Java does not find node\.jar/],
  ['Error: Could not find or load main class Node', /^Java does not find the class Node/],
  ['require: cannot load such file -- json2 (LoadError)', /^Ruby does not find json2/],
  ['OSError: [Errno 98] Address already in use', /cannot listen on the same port/],
  ["./n: /lib/libc.so.6: version `GLIBC_2.34' not found (required by ./n)", /newer system \(GLIBC_2\.34\)/],
  ['./n: cannot execute binary file: Exec format error', /another system or processor/],
] as const) {
  test(`${line}: ${cause.source}`, (t) => {
    t.regex(knownCause(['before', line, 'behind']) ?? '', cause);
  });
}

test('of lines that say nothing that is known no cause is made', (t) => {
  t.is(knownCause([]), undefined);
  t.is(knownCause(['no database', "at split('\\r')"]), undefined);
});

test('the telling line is the last that speaks of an error, or else the last', (t) => {
  t.is(tellingLine([]), undefined);
  t.is(tellingLine(['started', 'no database', '']), 'no database');
  t.is(
    tellingLine([
      'file:1',
      '',
      'TypeError: x is not a function',
      '    at f (error.js:1:1)',
      '',
      'Node.js v22.1.0',
    ]),
    'TypeError: x is not a function',
  );
  t.is(tellingLine(['Traceback:', '  File "error.py", line 1', "KeyError: 'x'"]), "KeyError: 'x'");
});
