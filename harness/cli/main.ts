/** The command line: commands, help, and the conversion of errors to messages and exit status. */

import { Command, CommanderError } from 'commander';
import { UsageError } from '../errors/usage-error.js';
import { version } from '../run/version.js';
import { ExitCode } from './exit-code.js';
import { installLastResort } from './last-resort.js';
import { refuseSlips } from './typing-slips.js';

type Register = (program: Command) => void;

/** In the order of the help. Only the requested command is loaded, because each has large imports. */
const COMMANDS: Readonly<Record<string, () => Promise<Register>>> = {
  test: async () => (await import('./test.js')).testCommand,
  challenge: async () => (await import('./challenge.js')).challengeCommand,
  check: async () => (await import('./check.js')).checkCommand,
  demo: async () => (await import('./demo.js')).demoCommand,
  up: async () => (await import('./up.js')).upCommand,
  replay: async () => (await import('./replay.js')).replayCommand,
  fixture: async () => (await import('./fixture.js')).fixtureCommand,
  search: async () => (await import('./search.js')).searchCommand,
  doctor: async () => (await import('./doctor.js')).doctorCommand,
  why: async () => (await import('./why.js')).whyCommand,
  record: async () => (await import('./record.js')).recordCommand,
  'what-if': async () => (await import('./what-if.js')).whatIfCommand,
  shrink: async () => (await import('./shrink.js')).shrinkCommand,
  sweep: async () => (await import('./sweep.js')).sweepCommand,
  trace: async () => (await import('./trace.js')).traceCommand,
  report: async () => (await import('./report.js')).reportCommand,
  export: async () => (await import('./export.js')).exportCommand,
  serve: async () => (await import('./serve.js')).serveCommand,
};

/** The whole command line, or the part of it that a command needs. */
export async function commandLine(asked?: string): Promise<Command> {
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
  const known = COMMANDS[asked ?? ''];
  const loaded = known === undefined ? Object.values(COMMANDS) : [known];
  for (const register of await Promise.all(loaded.map((load) => load()))) register(program);
  for (const command of program.commands)
    command.exitOverride().showHelpAfterError(`(eddy ${command.name()} --help)`);
  return program;
}

export async function main(argv: readonly string[]): Promise<void> {
  installLastResort(report);
  const program = await commandLine(argv[2]);
  try {
    refuseSlips(argv.slice(3), commandsAsked(program, argv.slice(2)));
    await program.parseAsync(isCommand(program, argv[2]) ? argv : argv.slice(0, 3));
  } catch (error) {
    // Exits at once: a module that was loaded for simulation may have left timers that would keep this process
    // running.
    process.exit(report(error));
  }
}

/** The requested command and its subcommands; all if there is no command of that name. */
function commandsAsked(program: Command, [name = '', below = '']: readonly string[]): readonly Command[] {
  const isCalled = (called: string) => (command: Command) =>
    command.name() === called || command.aliases().includes(called);
  const asked = program.commands.find(isCalled(name));
  if (asked === undefined) return [program, ...program.commands];
  const child = asked.commands.find(isCalled(below));
  return child === undefined ? [asked] : [asked, child];
}

/** An unknown command has no help; commander reports it as unknown. */
function isCommand(program: Command, name = 'help'): boolean {
  const known = program.commands.flatMap((command) => [command.name(), ...command.aliases()]);
  return name.startsWith('-') || name === 'help' || known.includes(name);
}

/** Errors that are no bugs of Eddy; recognised by name, so that no module has to be loaded for it. */
const EXPECTED: ReadonlySet<string> = new Set(['InitError', 'StartError', 'SetUpError', 'OutputError']);

function report(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.valid : ExitCode.usage;
  if (error instanceof UsageError) {
    process.stderr.write(`eddy: ${error.message.replaceAll('\n', '\neddy: ')}\n`);
    return ExitCode.usage;
  }
  const text =
    error instanceof Error
      ? EXPECTED.has(error.name)
        ? error.message
        : (error.stack ?? error.message)
      : String(error);
  process.stderr.write(`eddy: ${text}\n`);
  return ExitCode.crash;
}
