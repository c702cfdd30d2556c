/** The operands before `--` on the command line, and those after it. */

import type { Command } from 'commander';
import { UsageError } from '../errors/usage-error.js';
import { WORKLOADS } from '../workloads/index.js';

export interface Operands {
  readonly before: string[];
  /** Arguments for the node program. */
  readonly behind: string[];
}

/** Commander joins the two; the number of words after `--` separates them again. */
export function splitOperands(operands: readonly string[], command: Command): Operands {
  const raw = rawArguments(command);
  const dashes = raw.indexOf('--');
  const border = operands.length - (dashes === -1 ? 0 : raw.length - dashes - 1);
  return { before: operands.slice(0, border), behind: operands.slice(border) };
}

/**
 * The arguments for the node program. Maelstrom takes them before `--` too; for Eddy's own programs, which take none,
 * such a word is a mistake (`eddy test echo`). Throws a UsageError then.
 */
export function programArguments(
  operands: readonly string[],
  command: Command,
  bin: unknown,
): readonly string[] {
  const [stray] = splitOperands(operands, command).before;
  if (stray === undefined || bin !== undefined) return operands;
  const meant = WORKLOADS.some(({ name }) => name === stray)
    ? `did you mean -w ${stray}?`
    : 'expected options only; arguments for a program of yours (--bin) go behind --';
  throw new UsageError(`${command.name()}: unexpected ${JSON.stringify(stray)}: ${meant}`);
}

/** The arguments of this process: commander keeps them on the outermost command, and does not declare them. */
function rawArguments(command: Command): readonly string[] {
  let outermost = command;
  while (outermost.parent !== null) outermost = outermost.parent;
  return (outermost as Command & { readonly rawArgs: readonly string[] }).rawArgs;
}
