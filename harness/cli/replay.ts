/** `eddy replay`: plays fixtures, and reports those that fail. */

import type { Command } from 'commander';
import { RUNTIMES } from '../../router/index.js';
import { colorsFor } from '../text/colors.js';
import { type ReplayOptions, replay } from '../replay/replay.js';
import { json } from '../replay/reporters/json.js';
import { junit } from '../replay/reporters/junit.js';
import type { ReporterFactory } from '../replay/reporters/reporter.js';
import { spec } from '../replay/reporters/spec.js';
import { tap } from '../replay/reporters/tap.js';
import { ExitCode } from './exit-code.js';
import { replayAgent } from '../export/replay-agent.js';
import { ReplayNotes, tellGitHub } from '../export/github-actions.js';
import { choice } from './choice.js';
import { onInterrupt } from './interrupt.js';
import { splitOperands } from './operands.js';
import { addWatchFlags, watch, type WatchFlags } from './watch.js';
import { wholeNumber } from './whole-number.js';

const REPORTERS = { spec, tap, junit, json, agent: replayAgent } satisfies Record<string, ReporterFactory>;

interface ReplayFlags
  extends WatchFlags, Pick<ReplayOptions, 'bin' | 'runtime' | 'update' | 'only' | 'jobs'> {
  readonly reporter: keyof typeof REPORTERS;
  readonly json?: true;
}

const EXAMPLES = `
Formats: *.case and *.cases.json (one node: its input, its expected output), *.scenario.yaml (a cluster and a verdict), pairs
such as input-1.jsonl and expected-1.txt, and a task's text in any file that is named; fixtures/README.md describes them.

Exit status: 0 all passed, 1 some failed, 2 interrupted, 254 wrong usage.

Examples:
  eddy replay                                          all below fixtures/
  eddy replay my.case --bin ./broadcast.py             a program in any language
  eddy replay my.case --bin ./node.js -- --verbose     with arguments for it
  eddy replay task.txt --bin ./broadcast.py            a task's text, pasted as it is
  eddy replay fixtures/cases --runtime all --only configure
  eddy replay my.case --update                         expect what came
  eddy replay --reporter junit > replay.xml            for a CI server`;

export function replayCommand(program: Command): void {
  const command = program
    .command('replay')
    .description('play fixtures: cases against one node, scenarios against a cluster')
    .argument('[paths...]', 'files or folders (default: fixtures); behind --, arguments for the program')
    .option('--bin <file>', 'node program for all of them; default: what each names')
    .addOption(
      choice('--runtime <kind>', 'for cases, process by default; for scenarios, instead of their own', [
        ...RUNTIMES,
        'all',
      ]),
    )
    .option('--only <text>', 'only fixtures with this text in their name, or matching this /pattern/')
    .option('--update', 'rewrite what failing cases expect to what came')
    .option(
      '--jobs <number>',
      'how many run side by side; default: one per processor',
      wholeNumber('jobs', 1, 9999),
    )
    .addOption(choice('--reporter <name>', 'how to report', Object.keys(REPORTERS)).default('spec'))
    .option('--json', 'the same as --reporter json');
  addWatchFlags(command);
  command
    .addHelpText('after', EXAMPLES)
    .action(async (operands: string[], flags: ReplayFlags, self: Command) => {
      const { reporter: named, json: asJson, watch: isWatched, build: _, watchPath: __, ...options } = flags;
      const reporter = asJson === true ? 'json' : named;
      const { before: paths, behind: args } = splitOperands(operands, self);
      if (isWatched === true) {
        process.exitCode = await watch(flags, options.bin === undefined ? [] : [options.bin]);
        return;
      }
      const write = (text: string): void => {
        process.stdout.write(text);
      };
      const report = REPORTERS[reporter]({ write, colors: colorsFor('stdout') });
      const notes = new ReplayNotes();
      const stop = onInterrupt('stopping when the fixtures under way have ended', 'stopped');
      const { failed, left = 0 } = await replay(
        { ...options, paths, args, signal: stop.signal },
        notes.around(report),
      ).finally(() => stop.release());
      // Other reporters write for programs, which expect nothing else on stdout.
      tellGitHub(() => notes.told(), reporter === 'spec' ? process.stdout : process.stderr);
      process.exitCode = failed > 0 ? ExitCode.invalid : left > 0 ? ExitCode.unknown : ExitCode.valid;
    });
}
