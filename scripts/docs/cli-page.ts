/** docs/cli.md: each command from what it tells commander, so that the page and `--help` say the same. */

import type { Argument, Command, Option } from 'commander';
import { EXIT_MEANINGS, ExitCode } from '../../harness/cli/exit-code.js';
import { commandLine } from '../../harness/cli/main.js';
import { programNames } from '../../harness/cluster/program.js';
import { code, codeBlock, GENERATED, page, sentence, table } from './markdown.js';
import { splitDefault } from './options.js';

/** A command that shares so many options with `eddy test` refers to its table. */
const SHARED = 20;

export async function cliPage(): Promise<string> {
  const program = await commandLine();
  const commands = program.commands.filter((command) => command.name() !== 'help');
  const test = commands.find((command) => command.name() === 'test');
  if (test === undefined) throw new Error('there is no eddy test');
  const shared = new Set(optionsOf(test).map(({ flags }) => flags));
  return page([
    GENERATED,
    '# The command line',
    'What `eddy --help` and `eddy COMMAND --help` say, on one page. Options of a test are also the keys of a scenario and of `runTest` ' +
      'in the library, without the dashes in front.',
    table(
      ['command', 'what it does'],
      [
        ...commands.map((command) => [link(command), command.description()]),
        ['[eddy node](#eddy-node)', "run one of Eddy's own programs on standard input and output"],
      ],
    ),
    '## Exit status',
    table(
      ['status', 'meaning'],
      Object.entries(EXIT_MEANINGS).map(([name, meaning]) => [
        String(ExitCode[name as keyof typeof ExitCode]),
        meaning,
      ]),
    ),
    ...commands.flatMap((command) => section(command, 'eddy', command === test ? undefined : shared)),
    ...NODE,
  ]);
}

const NODE = [
  '## eddy node',
  codeBlock('eddy node <program>'),
  "Runs one of Eddy's own programs as a node on standard input and output: for the official Maelstrom, `--bin eddy` with `-- node " +
    'broadcast`. ' +
    `Programs: ${programNames().join(', ')}.`,
];

function link(command: Command): string {
  const name = `eddy ${command.name()}`;
  return `[${name}](#${name.replaceAll(' ', '-')})`;
}

function section(
  command: Command,
  parent: string,
  shared: ReadonlySet<string> | undefined,
): readonly (string | undefined)[] {
  const name = `${parent} ${command.name()}`;
  const options = optionsOf(command);
  const common = options.filter(({ flags }) => shared?.has(flags) === true);
  const refers = common.length >= SHARED;
  const own = refers ? options.filter((option) => !common.includes(option)) : options;
  const also = command.alias();
  return [
    `## ${name}`,
    `${sentence(command.description())}${also === undefined ? '' : ` Also called ${code(`${parent} ${also}`)}.`}`,
    codeBlock(`${name} ${command.usage()}`),
    command.registeredArguments.length === 0
      ? undefined
      : table(['argument', 'meaning', 'default'], command.registeredArguments.map(argumentRow)),
    ...optionTables(own),
    refers && shared !== undefined ? andThose(common, shared) : undefined,
    textBehind(command),
    ...command.commands
      .filter((each) => each.name() !== 'help')
      .flatMap((each) => section(each, name, shared)),
  ];
}

/** Refers to the options of `eddy test`, by those that this command lacks. */
function andThose(common: readonly Option[], shared: ReadonlySet<string>): string {
  const known = new Set(common.map(({ flags }) => flags));
  const lacking = [...shared]
    .filter((flags) => !known.has(flags))
    .map((flags) => code(/--[\w-]+/.exec(flags)?.[0] ?? flags));
  return `And all options of [eddy test](#eddy-test)${lacking.length === 0 ? '' : ` but ${lacking.join(', ')}`}.`;
}

function optionsOf(command: Command): readonly Option[] {
  return command.options.filter(({ hidden }) => !hidden);
}

/** A table for each group of options, under its name if it has one. */
function optionTables(options: readonly Option[]): readonly string[] {
  const groups = new Set(options.map(({ helpGroupHeading }) => helpGroupHeading));
  return [...groups].flatMap((heading) => {
    const rows = options.filter((option) => option.helpGroupHeading === heading).map(optionRow);
    const all = table(['option', 'meaning', 'default'], rows);
    return heading === undefined ? [all] : [`**${heading}**`, all];
  });
}

function argumentRow(argument: Argument): readonly string[] {
  const { text, byDefault } = splitDefault(argument.description);
  const stated = argument.defaultValueDescription ?? inWords(argument.defaultValue);
  return [code(argument.name()), text, stated === '' ? byDefault : stated];
}

function optionRow(option: Option): readonly string[] {
  const { text, byDefault } = splitDefault(option.description);
  const choices = option.argChoices === undefined ? '' : `: ${option.argChoices.join(', ')}`;
  const stated = option.defaultValueDescription ?? inWords(option.defaultValue);
  return [code(option.flags), `${text}${choices}`, stated === '' ? byDefault : stated];
}

function inWords(value: unknown): string {
  return value === undefined || typeof value === 'boolean' || (Array.isArray(value) && value.length === 0)
    ? ''
    : String(value);
}

/** What a command's help says behind its options, as it stands there. */
function textBehind(command: Command): string | undefined {
  let whole = '';
  command.configureOutput({
    writeOut: (text) => {
      whole += text;
    },
    getOutHasColors: () => false,
  });
  command.outputHelp();
  const behind = whole.slice(command.helpInformation().length).trim();
  return behind === '' ? undefined : codeBlock(behind);
}
