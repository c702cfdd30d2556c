/** What stands before `--` on the command line, and what stands behind it. */

import type { Command } from 'commander';

export interface Operands {
  readonly before: string[];
  /** Arguments for the node program. */
  readonly behind: string[];
}

/** Commander joins the two; how many stand behind `--` tells them apart again. */
export function splitOperands(operands: readonly string[], command: Command): Operands {
  const raw = rawArguments(command);
  const dashes = raw.indexOf('--');
  const border = operands.length - (dashes === -1 ? 0 : raw.length - dashes - 1);
  return { before: operands.slice(0, border), behind: operands.slice(border) };
}

/** What the program was started with: commander keeps it on the outermost command, and does not declare it. */
function rawArguments(command: Command): readonly string[] {
  let outermost = command;
  while (outermost.parent !== null) outermost = outermost.parent;
  return (outermost as Command & { readonly rawArgs: readonly string[] }).rawArgs;
}
