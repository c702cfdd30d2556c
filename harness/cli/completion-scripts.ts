/** The scripts that complete command lines in bash, zsh and fish, from the commands with their flags. Pure. */

import type { Command, Option } from 'commander';
import { OPTIONS } from '../options/schema.js';
import { enumWords } from '../options/enum-words.js';

interface FlagNode {
  readonly long: string;
  readonly short: string | undefined;
  readonly help: string;
  readonly takesValue: boolean;
  /** What may follow; empty if that may be anything. */
  readonly words: readonly string[];
}

interface CommandNode {
  readonly name: string;
  readonly help: string;
  readonly flags: readonly FlagNode[];
  /** Words that may follow: the commands below, or known operands. */
  readonly words: readonly string[];
}

/** `operands`: by command, what its arguments may be. Hidden flags are left out. */
export function commandTree(
  program: Command,
  operands: Readonly<Record<string, readonly string[]>>,
): readonly CommandNode[] {
  return program.commands.map((command) => {
    const below = command.commands;
    return {
      name: command.name(),
      help: command.description(),
      flags: [command, ...below].flatMap((each) =>
        each.options.filter(({ hidden }) => !hidden).map(flagNode),
      ),
      words: [
        ...below.map((each) => each.name()),
        ...command.registeredArguments.flatMap(({ argChoices = [] }) => argChoices),
        ...(operands[command.name()] ?? []),
      ],
    };
  });
}

function flagNode({ long, short, description, required, optional, argChoices, negate }: Option): FlagNode {
  const name = (long ?? '').replace(/^--/, '');
  return {
    long: name,
    short: short?.replace(/^-/, ''),
    help: description,
    takesValue: !negate && (required || optional),
    words:
      argChoices ??
      (Object.hasOwn(OPTIONS, name) ? enumWords(OPTIONS[name as keyof typeof OPTIONS].schema) : []),
  };
}

/** By shell. */
export const SHELLS: Readonly<Record<string, (commands: readonly CommandNode[]) => string>> = {
  bash,
  zsh: (commands) => `autoload -U +X bashcompinit && bashcompinit\n${bash(commands)}`,
  fish,
};

function bash(commands: readonly CommandNode[]): string {
  const names = commands.map(({ name }) => name).join(' ');
  return `# Completes eddy in bash. Made by: eddy completion
_eddy() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}"
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${names} node" -- "$word"))
    return
  fi
  case "\${COMP_WORDS[1]} $before" in
${commands.flatMap(bashValues).join('')}  esac
  case "\${COMP_WORDS[1]}" in
${commands.map(bashCommand).join('')}  esac
}
complete -o default -F _eddy eddy
`;
}

/** What may follow a flag; a flag that takes anything is followed by a file. */
function bashValues({ name, flags }: CommandNode): readonly string[] {
  return flags
    .filter(({ takesValue }) => takesValue)
    .map(({ long, short, words }) => {
      const spelled = [`--${long}`, ...(short === undefined ? [] : [`-${short}`])];
      const pattern = spelled.map((each) => `'${name} ${each}'`).join('|');
      const reply = words.length === 0 ? '' : ` COMPREPLY=($(compgen -W "${words.join(' ')}" -- "$word"));`;
      return `    ${pattern})${reply} return ;;\n`;
    });
}

function bashCommand({ name, flags, words }: CommandNode): string {
  const spelled = [...flags.map(({ long }) => `--${long}`), '--help'].join(' ');
  return (
    `    ${name})\n` +
    `      case "$word" in\n` +
    `        -*) COMPREPLY=($(compgen -W "${spelled}" -- "$word")) ;;\n` +
    `        *) COMPREPLY=($(compgen -W "${words.join(' ')}" -- "$word")) ;;\n` +
    `      esac ;;\n`
  );
}

function fish(commands: readonly CommandNode[]): string {
  const lines = commands.flatMap(({ name, help, flags, words }) => [
    `complete -c eddy -n __fish_use_subcommand -f -a ${name} -d ${quote(help)}`,
    ...flags.map((flag) => fishFlag(name, flag)),
    ...(words.length === 0
      ? []
      : [`complete -c eddy -n '__fish_seen_subcommand_from ${name}' -a ${quote(words.join(' '))}`]),
  ]);
  return ['# Completes eddy in fish. Made by: eddy completion', ...lines, ''].join('\n');
}

function fishFlag(command: string, { long, short, help, takesValue, words }: FlagNode): string {
  const parts = [
    `complete -c eddy -n '__fish_seen_subcommand_from ${command}' -l ${long}`,
    ...(short === undefined ? [] : [`-s ${short}`]),
    ...(takesValue ? ['-r'] : []),
    ...(words.length === 0 ? [] : ['-f', `-a ${quote(words.join(' '))}`]),
    `-d ${quote(help)}`,
  ];
  return parts.join(' ');
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`)}'`;
}
