/**
 * The `console` blocks of a page: commands behind `$ `, each with the lines that it prints to standard output. A line `...` stands
 * for any lines, and `...` within a line for any text. A command that ends with a backslash goes on in the next line.
 *
 * A `mermaid` block is what a command prints if that command stands in a comment before it: `<!-- $ eddy export mermaid -->`.
 */

import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { folder, write } from '../harness/folder.js';

const EDDY = fileURLToPath(new URL('../../harness/cli/eddy.js', import.meta.url));

export interface Step {
  readonly command: string;
  /** Lines, each with its line end. */
  readonly expected: string;
}

/** In the order of the page. */
export function stepsOf(page: string): readonly Step[] {
  const blocks = page.matchAll(
    /^```console\n([\s\S]*?)^```$|^<!-- \$ (.*) -->\n\n```mermaid\n([\s\S]*?)^```$/gm,
  );
  return [...blocks].flatMap(([, session, command, expected = '']) =>
    session === undefined ? { command: command ?? '', expected } : stepsIn(session),
  );
}

function stepsIn(session: string): readonly Step[] {
  const [before = '', ...parts] = session.replaceAll('\\\n', '').split(/^\$ /m);
  if (before !== '') throw new Error(`a console block begins with a command behind "$ ", got ${before}`);
  return parts.map((part) => {
    const end = part.indexOf('\n');
    return { command: part.slice(0, end), expected: part.slice(end + 1) };
  });
}

/** Whether that is what the lines stand for. */
export function isExpected(actual: string, expected: string): boolean {
  const literal = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
  const lines = expected.split('\n').slice(0, -1);
  const pattern = lines.map((line) =>
    line === '...' ? String.raw`(?:.*\n)*` : String.raw`${line.split('...').map(literal).join('.*')}\n`,
  );
  return new RegExp(`^${pattern.join('')}$`).test(actual);
}

/** Runs a command line in a folder, with `eddy` on its PATH, and returns what it prints to standard output, without blank lines. */
export function outputOf(command: string, cwd: string): { readonly out: string; readonly err: string } {
  const bin = folder();
  write(path.join(bin, 'eddy'), `#!/bin/sh\nexec '${process.execPath}' '${EDDY}' "$@"\n`, 0o755);
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH: `${bin}:${PATH}`, HOME, NO_COLOR: '1', PYTHONDONTWRITEBYTECODE: '1' };
  const { stdout, stderr } = spawnSync('sh', ['-c', command], { cwd, env, encoding: 'utf8' });
  return { out: stdout, err: stderr };
}
