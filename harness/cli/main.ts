/** The command line: commands, help, and what an error turns into. */

import { Command, CommanderError } from 'commander';
import { InitError, StartError } from '../../router/index.js';
import { SetUpError } from '../play.js';
import { UsageError } from '../usage-error.js';
import { version } from '../version.js';
import { challengeCommand } from './challenge.js';
import { checkCommand } from './check.js';
import { demoCommand } from './demo.js';
import { exportCommand } from './export.js';
import { ExitCode } from './exit-code.js';
import { fixtureCommand } from './fixture.js';
import { installLastResort, OutputError } from './last-resort.js';
import { replayCommand } from './replay.js';
import { reportCommand } from './report.js';
import { serveCommand } from './serve.js';
import { sweepCommand } from './sweep.js';
import { testCommand } from './test.js';
import { traceCommand } from './trace.js';
import { upCommand } from './up.js';

export async function main(argv: readonly string[]): Promise<void> {
  installLastResort(report);
  const program = new Command('eddy')
    .description(
      'Maelstrom without the JVM: runs a cluster of your nodes, breaks its network, and checks what they did.',
    )
    .version(version())
    .exitOverride()
    .showHelpAfterError('(--help after a command shows its options)')
    .addHelpText(
      'after',
      `
Also: eddy node <program>   one of Eddy's own programs on stdin and stdout

Exit status: 0 valid, 1 invalid, 2 unknown, 254 wrong usage, 255 crash.`,
    );
  testCommand(program);
  challengeCommand(program);
  checkCommand(program);
  demoCommand(program);
  upCommand(program);
  replayCommand(program);
  fixtureCommand(program);
  serveCommand(program);
  sweepCommand(program);
  traceCommand(program);
  reportCommand(program);
  exportCommand(program);
  for (const command of program.commands)
    command.exitOverride().showHelpAfterError(`(eddy ${command.name()} --help)`);
  try {
    await program.parseAsync(isCommand(program, argv[2]) ? argv : argv.slice(0, 3));
  } catch (error) {
    // At once: a module that was loaded for simulation may have left timers that would keep this process running.
    process.exit(report(error));
  }
}

/** What is none has no help to show: whatever follows, commander shall tell that it does not know it. */
function isCommand(program: Command, name = 'help'): boolean {
  const known = program.commands.flatMap((command) => [command.name(), ...command.aliases()]);
  return name.startsWith('-') || name === 'help' || known.includes(name);
}

function report(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.valid : ExitCode.usage;
  if (error instanceof UsageError) {
    process.stderr.write(`eddy: ${error.message.replaceAll('\n', '\neddy: ')}\n`);
    return ExitCode.usage;
  }
  const expected = [InitError, StartError, SetUpError, OutputError].some((kind) => error instanceof kind);
  const text =
    error instanceof Error ? (expected ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`eddy: ${text}\n`);
  return ExitCode.crash;
}
