/** The command that makes a run, ready to be pasted into a shell. */

import { quoted } from '../../router/index.js';
import type { TestInput } from './schema.js';
import { printable } from '../text/printable.js';
import type { PlannedRun } from '../sweep/grid.js';

export function testCommand(run: Pick<PlannedRun, 'input' | 'env'>): string {
  return testWords(run).join(' ');
}

/** The command in its words, each quoted for the shell. */
export function testWords({ input, env }: Pick<PlannedRun, 'input' | 'env'>): readonly string[] {
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const words = [...(variables.length > 0 ? ['env', ...variables] : []), 'eddy', ...testArguments(input)];
  return words.map(shellWord);
}

/** The words behind `eddy`. */
export function testArguments({ args = [], ...options }: TestInput): readonly string[] {
  const flags = Object.entries(options).flatMap(([name, value]) => flagsOf(name, value));
  return ['test', ...flags, ...(args.length > 0 ? ['--', ...args] : [])];
}

function flagsOf(name: string, value: unknown): readonly string[] {
  switch (name) {
    case 'nodes':
      return nodeFlags(value as string[]);
    case 'expect':
      return (value as string[]).flatMap((demand) => ['--expect', demand]);
    case 'faults':
      return (value as { at: number; do: string }[]).flatMap((fault) => [
        '--fault',
        `${fault.at}:${fault.do}`,
      ]);
    case 'configure':
      return value === undefined ? [] : ['--configure', JSON.stringify(value)];
    default:
      if (value === undefined || value === false || (Array.isArray(value) && value.length === 0)) return [];
      return value === true
        ? [`--${name}`]
        : [`--${name}`, Array.isArray(value) ? value.join(',') : String(value)];
  }
}

/** What `--nodes` would read otherwise is named one by one. */
function nodeFlags(nodes: readonly string[]): readonly string[] {
  return nodes.every((node) => /^[^\s,]+$/.test(node))
    ? ['--nodes', nodes.join(',')]
    : nodes.flatMap((node) => ['--node', node]);
}

/** What would act on a terminal is spelled as bash and zsh read it; other words are quoted for any shell. */
function shellWord(word: string): string {
  if (printable(word) === word) return quoted(word);
  return `$'${printable(word.replaceAll(/[\\']/g, String.raw`\$&`))}'`;
}
