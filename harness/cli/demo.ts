/** `eddy demo`: runs every workload against Eddy's own programs in all runtimes, and shows a table of the results. */

import path from 'node:path';
import type { Command } from 'commander';
import { type ChalkInstance, colorsFor } from '../text/colors.js';
import { type Performance, performances } from '../run/demo.js';
import { explain } from '../errors/explain-error.js';
import type { TestInput } from '../options/schema.js';
import { checkedTest, runChecked, type TestRun } from '../run/run-test.js';
import { unlessUsage } from '../errors/usage-error.js';
import { WORKLOADS } from '../workloads/index.js';
import { ExitCode, runCode, worstCode } from './exit-code.js';
import { flagsBut } from '../options/flags.js';
import { onInterrupt } from './interrupt.js';
import { addFlags, readFlags } from '../options/command-line.js';
import { summary } from '../findings/summary.js';
import { placesOf, viewOf } from './view.js';

/**
 * Flags that a demonstration does not take: it runs Eddy's own programs, each test once, and its table has no room
 * for messages.
 */
const FLAGS = flagsBut('bin', 'configure', 'log-net-send', 'log-net-recv', 'log-stderr');

/** Flags that a demonstration sets itself. */
const SETTLED = ['nemesis', 'test-count'] as const;

const HELP = `
Defaults here: --time-limit 10, --rate 50, --nemesis-interval 2; all run under partitions, if there are
two nodes or more. What a workload of the
demonstration needs is settled (lin-kv: --concurrency 2n; unique-ids: --rate 1000 --availability total; txn-rw-register:
--node-count 2 --rate 100 --availability total --consistency-models read-committed); all else is as given.
-w and --runtime restrict it to one. --test-count is ignored, as in Maelstrom's.

Exit status: 255 if some run crashed, else 2 if some is unknown, else 1 if some is invalid, else 0.

Examples:
  eddy demo
  eddy demo --time-limit 60 --rate 5
  eddy demo --runtime sim --seed 1`;

export function demoCommand(program: Command): void {
  const command = program
    .command('demo')
    .description('run every workload against our own programs in all runtimes');
  addFlags(command, FLAGS);
  command.addHelpText('after', HELP).action(async (given: Record<string, unknown>) => {
    const input = readFlags(given, FLAGS, []);
    for (const name of SETTLED)
      if (input[name] !== undefined) process.stderr.write(`note: --${name} has no effect on eddy demo\n`);
    process.exitCode = await demo(input);
  });
}

type DemoOutcome = Performance & { readonly run: TestRun | Error; readonly code: ExitCode };

async function demo(given: TestInput): Promise<ExitCode> {
  // Invalid options are reported before the first run.
  const all = performances(given).map((each) => ({ ...each, test: checkedTest(each.input) }));
  const stop = onInterrupt('stopping after this run', 'stopped; what was seen so far is stored');
  const colors = colorsFor('stdout');
  const outcomes: DemoOutcome[] = [];
  try {
    process.stdout.write(`${colors.dim(row(COLUMNS))}\n`);
    for (const each of all) {
      if (process.stdout.isTTY) process.stdout.write(`${row([each.workload, each.runtime, 'running'])}\r`);
      const start = performance.now();
      const run = await runChecked(each.test, { signal: stop.signal }).catch(unlessUsage);
      const code = run instanceof Error ? ExitCode.crash : runCode(run);
      const outcome = { ...each, run, code };
      outcomes.push(outcome);
      process.stdout.write(`${cells(outcome, (performance.now() - start) / 1000, colors)}\n`);
      if (stop.signal.aborted) break;
    }
  } finally {
    stop.release();
  }
  process.stdout.write(closing(outcomes, colors));
  const codes = outcomes.map(({ code }) => code);
  return worstCode(outcomes.length < all.length ? [...codes, ExitCode.unknown] : codes);
}

const COLUMNS = ['workload', 'runtime', 'verdict', 'ops', 'msgs-per-op', 'time'] as const;
const WIDTHS = [Math.max(...WORKLOADS.map(({ name }) => name.length)), 7, 7, 7, 11, 8] as const;

/** Names are aligned left, numbers right. */
function row(texts: readonly string[]): string {
  return texts
    .map((text, i) => (i < 3 ? text.padEnd(WIDTHS[i] ?? 0) : text.padStart(WIDTHS[i] ?? 0)))
    .join('  ');
}

const VERDICTS: Readonly<Record<ExitCode, string>> = {
  [ExitCode.valid]: 'valid',
  [ExitCode.invalid]: 'invalid',
  [ExitCode.unknown]: 'unknown',
  [ExitCode.usage]: 'refused',
  [ExitCode.crash]: 'crashed',
};

function cells(
  { workload, runtime, run, code }: DemoOutcome,
  seconds: number,
  colors: ChalkInstance,
): string {
  const figures = run instanceof Error ? undefined : run.summary.figures;
  const perOp = figures?.byName['msgs-per-op'];
  const text = row([
    workload,
    runtime,
    VERDICTS[code],
    String(figures?.operations?.count ?? '-'),
    perOp === undefined ? '-' : perOp.toFixed(2),
    `${seconds.toFixed(1)} s`,
  ]);
  if (code === ExitCode.valid) return colors.green(text);
  return code === ExitCode.unknown ? colors.yellow(text) : colors.red(text);
}

/** The number of each verdict, and details of the runs that are not valid. */
function closing(outcomes: readonly DemoOutcome[], colors: ChalkInstance): string {
  const count = (code: ExitCode): string =>
    `${outcomes.filter((each) => each.code === code).length} ${VERDICTS[code]}`;
  const counts = [ExitCode.valid, ExitCode.unknown, ExitCode.crash, ExitCode.invalid].map(count).join(', ');
  const bad = outcomes.filter(({ code }) => code !== ExitCode.valid);
  const told = bad.map(({ workload, runtime, run }) =>
    run instanceof Error
      ? `${workload}, ${runtime} runtime: ${colors.red.bold('CRASHED')}\n  ${explain(run)}\n`
      : summary(run, placesOf(run), { ...viewOf(process.stdout), colors }),
  );
  const folders = new Set(
    outcomes.flatMap(({ run }) =>
      run instanceof Error || run.folder === undefined ? [] : [path.dirname(path.dirname(run.folder))],
    ),
  );
  const stored = [...folders].map((store) => `stored in ${path.relative(process.cwd(), store)}\n`);
  return `\n${told.map((text) => `${text}\n`).join('')}${counts}\n${stored.join('')}`;
}
