/** `eddy report [run]`: rebuilds the report.html of a stored run. Every run writes one when it ends. */

import path from 'node:path';
import type { Command } from 'commander';
import { writeReport } from '../report/report.js';
import { ExitCode } from './exit-code.js';
import { openOrTell } from './opener.js';

const NOTES = `
Every stored run has a report.html: one page that needs no network, with verdict, diagram, charts and explanations. This
makes it anew, for runs of an older version, or that were broken off.

Examples:
  eddy report                                     the latest run
  eddy report --open                              and show it in a browser
  eddy report store/lin-kv/20260101T120000.000+0000`;

export function reportCommand(program: Command): void {
  program
    .command('report')
    .description("make a stored run's report.html")
    .argument('[run]', "a run's folder (default: the latest run in store)")
    .option('--open', 'show it in a web browser')
    .addHelpText('after', NOTES)
    .action(async (run: string = path.join('store', 'latest'), { open }: { readonly open?: true }) => {
      const { file, bytes } = await writeReport(run);
      process.stdout.write(`${path.relative(process.cwd(), file)} (${size(bytes)})\n`);
      if (open === true) await openOrTell(path.resolve(file));
      process.exitCode = ExitCode.valid;
    });
}

function size(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
