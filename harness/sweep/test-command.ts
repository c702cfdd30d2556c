/** The command that does one run of a sweep again, ready to be pasted into a shell. */

import { quoted } from '../../router/index.js';
import type { TestInput } from '../options.js';
import type { PlannedRun } from './grid.js';

export function testCommand({ input, env }: Pick<PlannedRun, 'input' | 'env'>): string {
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const words = [...(variables.length > 0 ? ['env', ...variables] : []), 'eddy', ...testArguments(input)];
  return words.map(quoted).join(' ');
}

/** The words behind `eddy`. */
export function testArguments({ args = [], ...options }: TestInput): readonly string[] {
  const flags = Object.entries(options).flatMap(([name, value]) => flagsOf(name, value));
  return ['test', ...flags, ...(args.length > 0 ? ['--', ...args] : [])];
}

function flagsOf(name: string, value: unknown): readonly string[] {
  switch (name) {
    case 'nodes':
      return (value as string[]).flatMap((node) => ['--node', node]);
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
