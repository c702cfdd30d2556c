/**
 * `eddy node <program>`: runs one of Eddy's own programs on standard input and output, as Maelstrom starts a node.
 */

import { pathToFileURL } from 'node:url';
import { type Program, run } from '../../node/index.js';
import { programFile, programNames } from '../cluster/program.js';
import { UsageError } from '../errors/usage-error.js';
import { ExitCode } from './exit-code.js';

export async function runNode(args: readonly string[]): Promise<void> {
  const [name] = args;
  if (name === undefined || name === '--help' || name === '-h') {
    const text = `usage: eddy node <program>\n\nRuns a node on stdin and stdout. Programs: ${programNames().join(', ')}\n`;
    (name === undefined ? process.stderr : process.stdout).write(text);
    process.exitCode = name === undefined ? ExitCode.usage : ExitCode.valid;
    return;
  }
  try {
    const module = (await import(pathToFileURL(programFile(name)).href)) as { readonly default: Program };
    run(module.default);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`eddy: ${error.message}\n`);
    process.exitCode = ExitCode.usage;
  }
}
