/** The command that makes a run, ready to be pasted into a shell. */

import { quoted } from '../../router/index.js';
import type { TestInput } from './schema.js';
import { printable } from '../text/printable.js';

/** The parameters of a run. */
interface Made {
  readonly input: TestInput;
  /** Its nodes' additional environment variables. */
  readonly env: Readonly<Record<string, string>>;
}

export function testCommand(run: Made): string {
  return testWords(run).join(' ');
}

/** The command in its words, each quoted for the shell. */
export function testWords({ input, env }: Made): readonly string[] {
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const words = [...(variables.length > 0 ? ['env', ...variables] : []), 'eddy', ...testArguments(input)];
  return words.map(shellWord);
}

/** The words after `eddy`. */
export function testArguments({ args = [], seed, ...options }: TestInput): readonly string[] {
  // The seed comes last, where it is easily changed.
  const flags = Object.entries({ ...options, seed }).flatMap(([name, value]) =>
    flagsOf(name, value, options),
  );
  return ['test', ...flags, ...(args.length > 0 ? ['--', ...args] : [])];
}

function flagsOf(name: string, value: unknown, options: TestInput): readonly string[] {
  switch (name) {
    case 'nodes':
      return nodeFlags(options.nodes ?? []);
    case 'expect':
      return (options.expect ?? []).flatMap((demand) => ['--expect', demand]);
    case 'faults':
      return (options.faults ?? []).flatMap((fault) => ['--fault', `${fault.at}:${fault.do}`]);
    case 'configure':
      return value === undefined ? [] : ['--configure', JSON.stringify(value)];
    default:
      if (value === undefined || value === false || (Array.isArray(value) && value.length === 0)) return [];
      return value === true
        ? [`--${name}`]
        : [`--${name}`, Array.isArray(value) ? value.join(',') : String(value)];
  }
}

/** Node ids that `--nodes` would parse differently are given one by one. */
function nodeFlags(nodes: readonly string[]): readonly string[] {
  return nodes.every((node) => /^[^\s,]+$/.test(node))
    ? ['--nodes', nodes.join(',')]
    : nodes.flatMap((node) => ['--node', node]);
}

/**
 * Characters that would act on a terminal are written with bash's and zsh's escapes; other words are quoted for any
 * shell.
 */
function shellWord(word: string): string {
  if (printable(word) === word) return quoted(word);
  return `$'${printable(word.replaceAll(/[\\']/g, String.raw`\$&`))}'`;
}
