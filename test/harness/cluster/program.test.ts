/** From what the user typed to what a node runs. */

import { symlinkSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import {
  programFile,
  programNames,
  type ProgramOptions,
  resolveProgram,
} from '../../../harness/cluster/program.js';
import { UsageError } from '../../../harness/errors/usage-error.js';
import type { NodeSource } from '../../../router/index.js';
import { folder, write } from '../folder.js';

const here = folder();
const at = (name: string): string => path.join(here, name);
const SHEBANG = '#!/bin/sh\n';

write(at('run'), SHEBANG, 0o755);
write(at('run.js'), `#!/usr/bin/env node\n`, 0o755);
write(at('marked.js'), '// no first line that names an interpreter\n', 0o755);
write(at('plain.js'), 'export default function () {}\n');
write(at('plain.mjs'), 'export default function () {}\n');
write(at('plain.cjs'), 'module.exports = () => {};\n');
write(at('plain.py'), 'pass\n');
write(at('run.py'), '#!/usr/bin/env python3\n', 0o755);
write(at('plain.rb'), '');
write(at('plain.ts'), 'export default function () {}\n');
write(at('run.ts'), '#!/usr/bin/env -S npx tsx\n', 0o755);
write(at('plain.txt'), '');
write(at('empty.mjs'), '');
write(at('object.mjs'), 'export default { a: 1 };\n');
write(at('broken.js'), 'export default function (\n');
write(at('throws.js'), `throw new Error('not today');\n`);
write(at('main.go'), 'package main\n');
write(at('my.jar'), 'PK');
symlinkSync('nowhere', at('link'));
write(at('bin/on-path'), SHEBANG, 0o755);
write(at('bin/not-executable'), SHEBANG);
write(at('bin/both'), SHEBANG, 0o755);
write(at('both'), SHEBANG, 0o755);
write(at('folder/inside'), SHEBANG, 0o755);
write(at('bin/folder/inside'), SHEBANG, 0o755);

process.env['PATH'] = [at('bin'), '', '/usr/bin', '/bin'].join(path.delimiter);
/** Node 20 cannot strip types; later ones can. */
const strips = (process.features as { readonly typescript?: unknown }).typescript !== undefined;

function resolve(bin: string, options: Partial<ProgramOptions> = {}): Promise<NodeSource> {
  return resolveProgram({
    runtime: 'process',
    bin,
    args: ['-x', 'y z'],
    own: 'echo',
    folder: here,
    ...options,
  });
}

for (const [bin, command, ...before] of [
  ['./run', at('run')],
  ['run', at('run')],
  [at('run'), at('run')],
  ['folder/inside', at('folder/inside')],
  ['run.js', at('run.js')],
  ['./plain.js', process.execPath, at('plain.js')],
  ['marked.js', process.execPath, at('marked.js')],
  ['plain.mjs', process.execPath, at('plain.mjs')],
  ['plain.cjs', process.execPath, at('plain.cjs')],
  ['plain.py', 'python3', at('plain.py')],
  ['run.py', at('run.py')],
  ['plain.rb', 'ruby', at('plain.rb')],
  ['run.ts', at('run.ts')],
  ['on-path', at('bin/on-path')],
  ['both', at('both')],
] as const) {
  test(`--bin ${bin.replace(here, '<absolute>')} runs ${before.length === 0 ? 'as it is' : `in ${path.basename(command)}`}`, async (t) => {
    t.deepEqual(await resolve(bin), {
      runtime: 'process',
      command: { command, args: [...before, '-x', 'y z'] },
    });
  });
}

for (const [bin, message] of [
  ['./missing', `--bin ./missing: there is no such file (looked for ${at('missing')})`],
  ['/no/such', '--bin /no/such: there is no such file (looked for /no/such)'],
  ['missing', `--bin missing: there is no such file in ${here}, and no such command on PATH`],
  ['not-executable', `--bin not-executable: there is no such file in ${here}, and no such command on PATH`],
  ['bin', '--bin bin is a directory: expected a program'],
  [
    'sh -c X',
    `--bin 'sh -c X': there is no file of this name; arguments go behind --: --bin sh -- -c X -x 'y z'`,
  ],
  [
    './run.js --port 1',
    `--bin './run.js --port 1': there is no file of this name; arguments go behind --: --bin ./run.js -- --port 1 -x 'y z'`,
  ],
  [
    '~/run',
    `--bin ~/run: there is no such file (looked for ${at('~/run')}): the shell has not replaced ~, write $HOME instead`,
  ],
  ['./RUN.JS', `--bin ./RUN.JS: there is no such file (looked for ${at('RUN.JS')})`],
  ['./Run.js', `--bin ./Run.js: there is no such file (looked for ${at('Run.js')}): did you mean run.js?`],
  ['./link', '--bin ./link is a link to nowhere, which does not exist'],
  ['/dev/null', '--bin /dev/null is no regular file: expected a program'],
  [
    'main.go',
    `--bin ${at('main.go')} is Go source: build it (go build -o ${at('main')} ${at('main.go')}) and give --bin ${at('main')}, or a script that runs "go run"`,
  ],
  ['my.jar', `--bin ${at('my.jar')} is a Java archive: give --bin java -- -jar ${at('my.jar')} -x 'y z'`],
  [
    'plain.txt',
    `--bin ${at('plain.txt')} is not executable, and its extension says nothing about an interpreter: ` +
      `try chmod +x ${at('plain.txt')}, or one of .js .mjs .cjs .ts .mts .py .rb`,
  ],
] as const) {
  test(`--bin ${bin} is refused`, async (t) => {
    await t.throwsAsync(resolve(bin), { instanceOf: UsageError, message });
  });
}

(strips ? test.skip : test)('TypeScript needs a Node that strips types, in every runtime', async (t) => {
  for (const runtime of ['process', 'worker', 'sim'] as const) {
    await t.throwsAsync(resolve('plain.ts', { runtime }), {
      instanceOf: UsageError,
      message:
        `${at('plain.ts')} is TypeScript, and this Node (${process.version}) cannot strip types: ` +
        'Node 22.18, 23.6 and later can. Compile it, or run Eddy with such a Node',
    });
  }
});

(strips ? test : test.skip)('TypeScript runs in this Node', async (t) => {
  t.is((await resolve('plain.ts')).runtime, 'process');
});

test('a worker takes a JavaScript file and its arguments', async (t) => {
  for (const name of ['plain.js', 'plain.mjs', 'plain.cjs', 'run.js', 'marked.js']) {
    t.deepEqual(await resolve(name, { runtime: 'worker' }), {
      runtime: 'worker',
      script: { file: at(name), args: ['-x', 'y z'] },
    });
  }
});

for (const runtime of ['worker', 'sim'] as const) {
  test(`${runtime} takes nothing but JavaScript`, async (t) => {
    for (const name of ['run', 'plain.py', 'plain.txt']) {
      await t.throwsAsync(resolve(name, { runtime }), {
        instanceOf: UsageError,
        message: `--runtime ${runtime} runs JavaScript only (.js .mjs .cjs .ts), got ${at(name)}: use --runtime virtual (on Linux) or process`,
      });
    }
  });
}

test('to be simulated is the default export of a module', async (t) => {
  for (const name of ['plain.js', 'plain.mjs', 'plain.cjs']) {
    const source = await resolve(name, { runtime: 'sim' });
    t.is(source.runtime === 'sim' && typeof source.program, 'function');
  }
});

for (const [name, got] of [
  ['empty.mjs', 'no default export'],
  ['object.mjs', 'object'],
] as const) {
  test(`a module with ${got} cannot be simulated`, async (t) => {
    await t.throwsAsync(resolve(name, { runtime: 'sim' }), {
      instanceOf: UsageError,
      message:
        `--bin ${at(name)} cannot be simulated: expected a module whose default export is a function of a Node, ` +
        `got ${got}. Any other program runs with --runtime virtual (on Linux) or process`,
    });
  });
}

for (const [name, why] of [
  ['broken.js', /^--bin .*broken\.js could not be loaded: SyntaxError: /],
  ['throws.js', /^--bin .*throws\.js could not be loaded: Error: not today$/],
] as const) {
  test(`${name}, which cannot be loaded, is told with the reason`, async (t) => {
    const error = await t.throwsAsync(resolve(name, { runtime: 'sim' }), {
      instanceOf: UsageError,
      message: why,
    });
    t.true(error.cause instanceof Error);
  });
}

test('without --bin the program that Eddy has for it runs, in each runtime', async (t) => {
  const source = await resolveProgram({ runtime: 'worker', bin: undefined, args: [], own: 'echo' });
  t.deepEqual(source, { runtime: 'worker', script: { file: programFile('echo'), args: [] } });
  for (const runtime of ['process', 'sim'] as const) {
    t.is((await resolveProgram({ runtime, bin: undefined, args: [], own: 'echo' })).runtime, runtime);
  }
});

test('a program that Eddy does not have is told with those that it has', (t) => {
  t.true(['broadcast', 'echo', 'unique-ids'].every((name) => programNames().includes(name)));
  t.throws(() => programFile('ecco'), {
    instanceOf: UsageError,
    message: `there is no program "ecco": expected one of ${programNames().join(', ')}; did you mean echo?`,
  });
  t.throws(() => programFile('../stdio'), { instanceOf: UsageError });
});
