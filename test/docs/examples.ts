/** The examples of `eddy` in pages and help texts, and what is wrong with one. */

import type { Command } from 'commander';
import { WORKLOADS } from '../../harness/workloads/index.js';

/** The command lines in a text that begin with `eddy`, those that only show a usage left out. */
export function examplesIn(text: string): readonly string[] {
  return text
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .flatMap((line) => /^\s*(?:\$ )?(eddy [a-z].*)$/.exec(line)?.[1] ?? [])
    .map((line) => (/^(?:'[^']*'|[^'\s]|\s(?!\s|[|<>])|\s(?=<\w+>))*/.exec(line)?.[0] ?? line).trim())
    .filter((line) => !/\[options\]|<program>/.test(line));
}

/** An unknown command, option or workload; undefined if there is none. Words behind `--` belong to the program. */
export function flawOf(example: string, program: Command): string | undefined {
  const [, name = '', ...words] = (example.match(/(?:'[^']*'|[^\s'])+/g) ?? []).map((word) =>
    word.replaceAll("'", ''),
  );
  if (name === 'node') return undefined;
  const outer = find(program, name);
  if (outer === undefined) return `there is no command ${name}`;
  const command = find(outer, words[0] ?? '') ?? outer;
  const border = words.indexOf('--');
  const typed = border === -1 ? words : words.slice(0, border);
  for (const [i, word] of typed.entries()) {
    if (/^(?:-w|--workload)$/.test(typed[i - 1] ?? '') && !WORKLOADS.some((each) => each.name === word))
      return `there is no workload ${word}`;
    if (!/^--?[a-z]/i.test(word) || word === '--help' || word === '--version') continue;
    const flag = word.replace(/=.*/, '');
    const isKnown = command.options.some(({ long, short }) => long === flag || short === flag);
    if (!isKnown) return `${command.name()} has no option ${flag}`;
  }
  return undefined;
}

function find(parent: Command, name: string): Command | undefined {
  return parent.commands.find((each) => each.name() === name || each.aliases().includes(name));
}
