/** The options of a run on the command line: from flags to what `completeOptions` checks. */

import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { completeOptions, type TestInput } from './schema.js';
import { readSchedule } from './schedule-file.js';
import { UsageError } from '../errors/usage-error.js';
import { type Flag, type Kind, WITHOUT_EFFECT } from './flags.js';

/** JSON that was copied out of a text may have them. */
const QUOTE = /[\u2018-\u201f\u00ab\u00bb]/u;

export function addFlags(command: Command, flags: readonly Flag[]): void {
  for (const { flags: text, kind, help } of flags) {
    const option = command.createOption(text, help);
    if (kind === 'repeated')
      option.argParser((value: string, all: string[] | undefined) => [...(all ?? []), value]);
    command.addOption(option);
  }
  for (const text of WITHOUT_EFFECT) command.addOption(command.createOption(text).hideHelp());
}

/** What the user gave, by option name; nothing is checked here but the spelling of JSON, lists and files. */
export function readFlags(
  given: Readonly<Record<string, unknown>>,
  flags: readonly Flag[],
  args: readonly string[],
): TestInput {
  const input: Record<string, unknown> = { args };
  for (const { flags: text, kind } of flags) {
    const name = /--([\w-]+)/.exec(text)?.[1] as string;
    const value = given[camelCase(name)];
    if (value !== undefined && !(Array.isArray(value) && value.length === 0))
      input[name] = read(name, kind, value);
  }
  return resolveNames(input);
}

function read(name: string, kind: Kind, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  switch (kind) {
    case 'number':
      // What is no number stays a text, so that the error shows what was typed.
      return value.trim() === '' || Number.isNaN(Number(value)) ? value : Number(value);
    case 'list':
      return value.split(',').flatMap((each) => (each.trim() === '' ? [] : [each.trim()]));
    case 'json':
      try {
        return JSON.parse(value);
      } catch (error) {
        throw new UsageError(
          `--${name} expects JSON such as '{"fanout": 3}', got ${value} (${(error as Error).message})${QUOTE.test(value) ? ': it has typographic quotes, JSON knows only "' : ''}`,
        );
      }
    case 'text':
    case 'flag':
    case 'repeated':
      return value;
  }
}

/** Turns the several ways to name nodes, faults and availability into the one that the options know. */
function resolveNames(input: Record<string, unknown>): TestInput {
  const { node, nodes, 'nodes-file': file, fault, schedule, availability, expect, ...rest } = input;
  const anyNamed = [file, nodes, node].some((each) => each !== undefined);
  const named = [
    ...(file === undefined ? [] : linesOf(String(file))),
    ...((nodes ?? []) as string[]),
    ...((node ?? []) as string[]),
  ];
  const demands = (expect as string[] | undefined)?.flatMap((each) => each.split(','));
  const others = { ...rest, ...(anyNamed && { nodes: named }) };
  const faults = [
    ...((fault ?? []) as string[]).map(readFault),
    ...(schedule === undefined ? [] : readSchedule(String(schedule), completeOptions(others).nodes)),
  ];
  return {
    ...others,
    ...(demands !== undefined && { expect: demands }),
    ...(faults.length > 0 && { faults }),
    ...(availability !== undefined && {
      availability:
        availability === 'total' || Number.isNaN(Number(availability)) ? availability : Number(availability),
    }),
  } as TestInput;
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

/** A node id a line; blank lines, and what stands behind a `#`, count for nothing. */
function linesOf(file: string): string[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`--nodes-file ${file} cannot be read: ${(error as Error).message}`, error);
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
