/** `eddy record [run]`: writes a run as data, which can be edited and played again. */

import path from 'node:path';
import type { Command } from 'commander';
import { printPlan } from '../plan/plan-file.js';
import { planOf } from '../search/plan-of.js';
import { ExitCode } from './exit-code.js';
import { writeExport } from './export-output.js';

const NOTES = `
A plan holds what clients asked for, what broke, and what chance did to single messages, which is named by link, type and
number: n1->n3 gossip 47. Each line can be edited or left out; eddy test --plan FILE plays it, without any chance.

Examples:
  eddy record > plan.yaml                         the latest run
  eddy record store/broadcast/latest -o plan.yaml
  eddy test --plan plan.yaml`;

export function recordCommand(program: Command): void {
  program
    .command('record')
    .description('write a run as a plan: data that can be edited and played again')
    .argument('[run]', "a run's folder (default: the latest run in store)")
    .option('-o, --output <file>', 'write to this file (default: stdout)')
    .addHelpText('after', NOTES)
    .action(async (run: string = path.join('store', 'latest'), { output }: { readonly output?: string }) => {
      const { plan, note } = await planOf(run);
      if (note !== undefined) process.stderr.write(`note: ${note}\n`);
      await writeExport([printPlan(plan).trimEnd()], output);
      process.exitCode = ExitCode.valid;
    });
}
