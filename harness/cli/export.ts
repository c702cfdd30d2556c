/**
 * `eddy export <format> [run]`: writes a stored run, or the part that passes the filters, in a format of other
 * programs.
 */

import path from 'node:path';
import type { Command } from 'commander';
import { chrome } from '../export/chrome.js';
import type { Export } from '../export/exported-run.js';
import { githubSummary } from '../export/github.js';
import { junit } from '../export/junit.js';
import { MAX_CHARACTERS, mermaid } from '../export/mermaid.js';
import { shiviz } from '../export/shiviz.js';
import type { ExportedRun } from '../export/exported-run.js';
import { runFiles, storedExport } from '../export/stored-export.js';
import { svg } from '../export/svg.js';
import { journalFile } from '../trace/trace.js';
import { UsageError } from '../errors/usage-error.js';
import { didYouMean } from '../text/closest.js';
import { writeExport } from './export-output.js';
import { addFilterFlags, type FilterFlags, filterOf } from './message-filter.js';
import { type RunReport, runReport } from '../findings/run-report.js';
import { runSummary } from '../findings/run-summary.js';

/** Formats made from a run's messages. */
const OF_MESSAGES: Readonly<Record<string, Export>> = { svg, mermaid, chrome, shiviz };
/** Formats made from a run's results. */
const OF_RESULTS: Readonly<Record<string, (report: RunReport) => Iterable<string>>> = {
  junit,
  github: githubSummary,
};
const FORMATS = [...Object.keys(OF_MESSAGES), ...Object.keys(OF_RESULTS)];

interface ExportFlags extends FilterFlags {
  /** That of every command. */
  readonly color?: boolean;
  readonly output?: string;
}

const NOTES = `
Formats:
  svg      a Lamport diagram, for a browser
  mermaid  a sequence diagram, for Markdown on GitHub (at most ${MAX_CHARACTERS} characters there)
  chrome   a trace for https://ui.perfetto.dev or chrome://tracing, with the operations of clients and the faults
  shiviz   a log with vector clocks, for https://bestchai.bitbucket.io/shiviz/
  junit    the verdict in its parts, for a CI server
  github   the verdict as a step's summary in Markdown; under GitHub Actions (GITHUB_ACTIONS=true) eddy test, check, challenge
           and replay write it by themselves

The filters are those of eddy trace, and for messages only.

Examples:
  eddy export svg -o run.svg
  eddy export mermaid --value 17 --type gossip
  eddy export chrome store/broadcast/latest --time 2s..4s -o run.json
  eddy export junit > results.xml`;

export function exportCommand(program: Command): void {
  const command = program
    .command('export')
    .description("a run's messages or results in the formats of other programs")
    .argument('<format>', FORMATS.join(', '))
    .argument('[run]', "a run's folder or its journal (default: the latest run in store)")
    .option('-o, --output <file>', 'write to this file (default: stdout)');
  addFilterFlags(command);
  command.addHelpText('after', NOTES).action(run);
}

async function run(format: string, place: string | undefined, flags: ExportFlags): Promise<void> {
  if (!FORMATS.includes(format)) {
    throw new UsageError(
      `export: expected one of ${FORMATS.join(', ')}, got ${JSON.stringify(format)}${didYouMean(format, FORMATS)}`,
    );
  }
  const { output, color: _, ...filters } = flags;
  const ofMessages = OF_MESSAGES[format];
  const [filter] = Object.keys(filters);
  if (ofMessages === undefined && filter !== undefined) {
    throw new UsageError(
      `export: --${filter} chooses messages, and ${format} has results only: expected no filter, ` +
        `or one of ${Object.keys(OF_MESSAGES).join(', ')}`,
    );
  }
  const journal = journalFile(place, false);
  let messages = 0;
  const counted = (exported: ExportedRun): ExportedRun => ({
    ...exported,
    entries: async function* () {
      for await (const entry of exported.entries()) {
        if (entry.type === 'journey') messages++;
        yield entry;
      }
    },
  });
  const lines =
    ofMessages === undefined
      ? resultLines(format, path.dirname(journal))
      : ofMessages(counted(storedExport(journal, filterOf(filters))));
  const characters = await writeExport(lines, output);
  if (ofMessages !== undefined && messages === 0 && filter !== undefined)
    process.stderr.write('eddy: no message of this run passes the filters: there is nothing to see\n');
  if (format === 'mermaid') warnOfLimit(characters);
  process.exitCode = 0;
}

function resultLines(format: string, folder: string): Iterable<string> {
  const files = runFiles(folder);
  if (files.results === undefined) {
    throw new UsageError(
      `export: the run in ${folder} has no results.json: expected a run that has ended. ` +
        'What it has so far is judged by eddy check',
    );
  }
  return OF_RESULTS[format]?.(runReport(runSummary(files))) ?? [];
}

function warnOfLimit(characters: number): void {
  if (characters <= MAX_CHARACTERS) return;
  process.stderr.write(
    `eddy: the diagram has ${characters} characters, and GitHub draws ${MAX_CHARACTERS} at most: choose fewer messages ` +
      'with --value, --node, --link, --type, --time or --outcome\n',
  );
}
