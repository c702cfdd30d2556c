/** The command line: commands, help, and the conversion of errors to messages and exit status. */

import { Command, CommanderError } from 'commander';
import { UsageError } from '../errors/usage-error.js';
import { version } from '../run/version.js';
import { ExitCode } from './exit-code.js';
import { usageLines } from './flag-words.js';
import { installLastResort } from './last-resort.js';
import { refuseSlips } from './typing-slips.js';

type Register = (program: Command) => void;

/** In the order of the help. Only the requested command is loaded, because each has large imports. */
const COMMANDS: Readonly<Record<string, () => Promise<Register>>> = {
  init: async () => (await import('./init.js')).initCommand,
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
  grade: async () => (await import('./grade.js')).gradeCommand,
  merge: async () => (await import('./merge.js')).mergeCommand,
  trace: async () => (await import('./trace.js')).traceCommand,
  report: async () => (await import('./report.js')).reportCommand,
  export: async () => (await import('./export.js')).exportCommand,
  serve: async () => (await import('./serve.js')).serveCommand,
  completion: async () => {
    const { completionCommand } = await import('./completion.js');
    return (program) => completionCommand(program, commandLine);
  },
};

/** The whole command line, or the part of it that a command needs. */
export async function commandLine(asked?: string): Promise<Command> {
  const program = new Command('eddy')
    .description(
      'Maelstrom without the JVM: runs a cluster of your nodes, breaks its network, and checks what they did.',
    )
    .version(version())
    .exitOverride()
    .helpCommand(false)
    // One dialect: commander's own errors begin as all others do.
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'eddy: ')) })
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
  for (const command of program.commands) {
    command.exitOverride().showHelpAfterError(`(eddy ${command.name()} --help)`);
    for (const each of [command, ...command.commands])
      each.option('--no-color', 'no colours, as with NO_COLOR=1');
  }
  return program;
}

export async function main(argv: readonly string[]): Promise<void> {
  installLastResort(report);
  const words = withoutHelpCommand(argv);
  const program = await commandLine(words[2]);
  try {
    refuseSlips(words.slice(3), commandsAsked(program, words.slice(2)));
    await program.parseAsync(isCommand(program, words[2]) ? words : words.slice(0, 3));
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

/** `eddy help fixture from` is `eddy fixture from --help`: the commands of a command have help too. */
function withoutHelpCommand(argv: readonly string[]): readonly string[] {
  const [node = '', eddy = '', first, ...rest] = argv;
  return first === 'help' ? [node, eddy, ...rest, '--help'] : argv;
}

/** An unknown command has no help; commander reports it as unknown. */
function isCommand(program: Command, name = '--help'): boolean {
  const known = program.commands.flatMap((command) => [command.name(), ...command.aliases()]);
  return name.startsWith('-') || known.includes(name);
}

/** Errors that are no bugs of Eddy; recognised by name, so that no module has to be loaded for it. */
const EXPECTED: ReadonlySet<string> = new Set(['InitError', 'StartError', 'SetUpError', 'OutputError']);

function report(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.valid : ExitCode.usage;
  if (error instanceof UsageError) {
    process.stderr.write(
      usageLines(error)
        .map((line) => `eddy: ${line}\n`)
        .join(''),
    );
    return ExitCode.usage;
  }
  const text =
    error instanceof Error
      ? EXPECTED.has(error.name)
        ? error.message
        : (error.stack ?? error.message)
      : String(error);
  process.stderr.write(`eddy: ${text}\n`);
  if (error instanceof Error && error.name === 'InitError')
    process.stderr.write('eddy: see docs/protocol.md#start-and-end\n');
  return ExitCode.crash;
}
