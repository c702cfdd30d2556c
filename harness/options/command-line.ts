/** The options of a run on the command line: converts flags to the input of `completeOptions`. */

import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { messageOf } from '../errors/message-of.js';
import { completeOptions, type TestInput } from './schema.js';
import { readSchedule } from './schedule-file.js';
import { UsageError } from '../errors/usage-error.js';
import { type Flag, GROUPS, type Reading } from '../flags/option.js';
import { WITHOUT_EFFECT } from './flags.js';

/** Typographic quotes, which JSON that was copied from a text may have. */
const QUOTE = /[\u2018-\u201f\u00ab\u00bb]/u;

export function addFlags(command: Command, flags: readonly Flag[]): void {
  const inOrder = GROUPS.flatMap((group) => flags.filter((flag) => flag.group === group));
  for (const { flags: text, reads, help, group } of inOrder) {
    const option = command.createOption(text, help).helpGroup(`${group}:`);
    if (reads === 'repeated')
      option.argParser((value: string, all: string[] | undefined) => [...(all ?? []), value]);
    command.addOption(option);
  }
  for (const text of WITHOUT_EFFECT) command.addOption(command.createOption(text).hideHelp());
}

/** The user's options, by name; only the spelling of JSON, lists and files is checked here. */
export function readFlags(
  given: Readonly<Record<string, unknown>>,
  flags: readonly Flag[],
  args: readonly string[],
): TestInput {
  const input: Record<string, unknown> = { args };
  for (const { name, reads } of flags) {
    const value = given[camelCase(name)];
    if (value !== undefined && !(Array.isArray(value) && value.length === 0))
      input[name] = read(name, reads, value);
  }
  return resolveNames(input);
}

function read(name: string, reads: Reading, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  switch (reads) {
    case 'number':
      // A text that is not a number stays a text, so that the error shows it as typed.
      return value.trim() === '' || Number.isNaN(Number(value)) ? value : Number(value);
    case 'list':
      return value.split(',').flatMap((each) => (each.trim() === '' ? [] : [each.trim()]));
    case 'json':
      try {
        return JSON.parse(value);
      } catch (error) {
        throw new UsageError(
          `--${name} expects JSON such as '{"fanout": 3}', got ${value} (${messageOf(error)})${QUOTE.test(value) ? ': it has typographic quotes, JSON knows only "' : ''}`,
        );
      }
    case 'text':
    case 'switch':
    case 'repeated':
      return value;
  }
}

/** Converts the different ways to name nodes, faults and availability to a single option each. */
function resolveNames(input: Record<string, unknown>): TestInput {
  const { node, nodes, 'nodes-file': file, fault, schedule, expect, ...rest } = input;
  const anyNamed = [file, nodes, node].some((each) => each !== undefined);
  const named = [...(file === undefined ? [] : linesOf(String(file))), ...textsOf(nodes), ...textsOf(node)];
  const demands = expect === undefined ? undefined : textsOf(expect).flatMap((each) => each.split(','));
  const others = { ...rest, ...(anyNamed && { nodes: named }) };
  const faults = [
    ...textsOf(fault).map(readFault),
    ...(schedule === undefined ? [] : readSchedule(String(schedule), completeOptions(others).nodes)),
  ];
  return {
    ...others,
    ...(demands !== undefined && { expect: demands }),
    ...(faults.length > 0 && { faults }),
  } as TestInput;
}

/** The texts of a flag that may be given more than once. */
function textsOf(given: unknown): readonly string[] {
  return Array.isArray(given) ? given.map(String) : [];
}

function readFault(text: string): { at: number; do: string } {
  const colon = text.indexOf(':');
  const at = Number(text.slice(0, colon));
  if (colon < 1 || Number.isNaN(at)) {
    throw new UsageError(
      `--fault expects seconds, a colon and a line, such as '2.5:partition majority', got ${JSON.stringify(text)}`,
    );
  }
  return { at, do: text.slice(colon + 1).trim() };
}

/** A node id a line; blank lines and text after a `#` are ignored. */
function linesOf(file: string): string[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`--nodes-file ${file} cannot be read: ${messageOf(error)}`, error);
  }
  return text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r/)
    .flatMap((line, i) => {
      const id = line.replace(/(?:^|\s)#.*$/, '').trim();
      const meant = id.split(/[\s,;]+/).filter((each) => each !== '');
      if (meant.length <= 1 && (meant[0] ?? '') === id) return meant;
      throw new UsageError(
        `--nodes-file ${file}:${i + 1}: expected one node id a line, got ${JSON.stringify(id)}: ` +
          `write ${meant.join(' and ')} on lines of their own`,
      );
    });
}

export function camelCase(name: string): string {
  return name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
