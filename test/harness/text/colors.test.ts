/** Colour, where it is wanted: a terminal or FORCE_COLOR, unless NO_COLOR says no. */

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import test from 'ava';
import { plain } from '../../../harness/text/colors.js';

/** `red x` as a process with this environment would print it to its stdout. */
async function red(terminal: boolean, env: Readonly<Record<string, string>>): Promise<string> {
  const script = `
    import tty from 'node:tty';
    tty.isatty = () => ${terminal};
    const { colorsFor } = await import(${JSON.stringify(import.meta.resolve('../../../harness/text/colors.js'))});
    console.log(JSON.stringify(colorsFor('stdout').red('x')));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    env: { PATH: process.env['PATH'] ?? '', TERM: 'xterm-256color', ...env },
  });
  return JSON.parse(stdout) as string;
}

for (const [title, terminal, env, coloured] of [
  ['a terminal', true, {}, true],
  ['a pipe', false, {}, false],
  ['a terminal with NO_COLOR', true, { NO_COLOR: '1' }, false],
  ['a terminal with an empty NO_COLOR', true, { NO_COLOR: '' }, true],
  ['a pipe with FORCE_COLOR', false, { FORCE_COLOR: '1' }, true],
  ['a pipe with FORCE_COLOR and NO_COLOR', false, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
  ['a terminal with FORCE_COLOR=0', true, { FORCE_COLOR: '0' }, false],
  ['a terminal that knows no colours', true, { TERM: 'dumb' }, false],
] as const) {
  test(`${title}: ${coloured ? 'colour' : 'no colour'}`, async (t) => {
    t.is(await red(terminal, env), coloured ? '\u001B[31mx\u001B[39m' : 'x');
  });
}

test('plain is plain', (t) => {
  t.is(plain.red.bold('x'), 'x');
});
