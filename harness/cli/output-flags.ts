/** The words that commands share for what they print: --reporter, --json, --quiet. */

import type { Command } from 'commander';
import { Board } from '../terminal/board.js';
import { choice } from './choice.js';

export interface OutputFlags<Reporter extends string = string> {
  readonly reporter?: Reporter;
  readonly json?: true;
  readonly quiet?: true;
}

/** `reporters`: those of the command; `spec` is the default. */
export function addOutputFlags(command: Command, reporters: readonly string[]): void {
  command
    .addOption(choice('--reporter <name>', 'how to report', reporters).default('spec'))
    .option('--json', 'the same as --reporter json')
    .option('-q, --quiet', 'no progress on standard error');
}

/** `--json` is short for a reporter. */
export function reporterOf<Reporter extends string>({
  reporter,
  json,
}: OutputFlags<Reporter>): Reporter | 'json' | 'spec' {
  return json === true ? 'json' : (reporter ?? 'spec');
}

/** Standard error, with progress unless that is not wanted. */
export function boardFor({ quiet }: OutputFlags): Promise<Board> {
  return Board.on(process.stderr, quiet === true);
}
