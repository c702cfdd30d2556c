/**
 * `eddy up`: an interactive cluster. Messages of clients come in on stdin as JSON lines, messages of nodes to clients
 * go out on stdout as JSON lines, control lines change the cluster, and the trace goes to stderr.
 */

import type { Command } from 'commander';
import { describe, Journals, type Trouble } from '../../router/index.js';
import { colorsFor } from '../text/colors.js';
import { printable } from '../text/printable.js';
import { startCluster } from '../run/start-cluster.js';
import { ExitCode } from './exit-code.js';
import { LiveTrace } from '../terminal/live-trace.js';
import { OpenRequests } from '../terminal/open-requests.js';
import { clusterOptions } from '../cluster/options.js';
import { flagsOf } from '../flags/flags-of.js';
import { programArguments } from './operands.js';
import { addFlags, readFlags } from '../options/command-line.js';
import { Session, SESSION_HELP } from './session.js';

const FLAGS = flagsOf(clusterOptions);

export function upCommand(program: Command): void {
  const command = program
    .command('up')
    .description('start a cluster without a workload, to talk to and to break by hand or from a script')
    .argument('[args...]', 'arguments for the node program, after --')
    .option('--program <name>', 'our own program that runs without --bin; default broadcast')
    .option('--no-trace', 'no trace on stderr');
  addFlags(command, FLAGS);
  command.addHelpText('after', SESSION_HELP);
  command.action(async (operands: string[], given: Record<string, unknown>, self: Command) => {
    const { program: own, trace } = given as { readonly program?: string; readonly trace: boolean };
    const input = readFlags(given, FLAGS, programArguments(operands, self, given['bin']));
    process.exitCode = await up({ ...input, ...(own !== undefined && { program: own }) }, trace);
  });
}

async function up(
  input: Parameters<typeof startCluster>[0] & { readonly 'log-stderr'?: boolean | undefined },
  trace: boolean,
): Promise<ExitCode> {
  const colors = colorsFor('stderr');
  const say = (line: string): void => {
    process.stderr.write(`${line}\n`);
  };
  const { 'log-stderr': logStderr = false, ...cluster } = input;
  const open = new OpenRequests(say);
  const width = process.stderr.isTTY ? process.stderr.columns : undefined;
  const running = await startCluster(cluster, {
    journal: new Journals([...(trace ? [new LiveTrace(say, colors, width)] : []), open]),
    listener: {
      trouble: (trouble: Trouble) =>
        say(colors.red(`! ${describe(trouble).split('\n').map(printable).join('\n')}`)),
      log: (node, line) => {
        if (logStderr) say(`${node} | ${printable(line)}`);
      },
    },
  });
  const session = new Session(running, open, say);
  const ended = session.run();
  // Printed only when the session handles signals: a reader may answer with Ctrl-C at once.
  say(colors.bold(`${running.nodes.join(' ')} are up; help lists what you can type`));
  try {
    await ended;
  } finally {
    // An open stdin would keep this process alive after `quit` and Ctrl-C.
    process.stdin.destroy();
    await running.stop();
  }
  return running.deaths.size > 0 ? ExitCode.crash : ExitCode.valid;
}
