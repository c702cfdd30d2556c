/**
 * Detects what word processors and chat programs do to a copied command line: long dashes for hyphens and typographic
 * quotes for straight ones. Also one hyphen instead of two, and an option in the place of a value.
 */

import type { Command } from 'commander';
import { printable } from '../text/printable.js';
import { UsageError } from '../errors/usage-error.js';

const DASHES: Readonly<Record<string, string>> = {
  '\u2010': 'a typographic hyphen',
  '\u2011': 'a hyphen that does not break',
  '\u2012': 'a figure dash',
  '\u2013': 'an en dash',
  '\u2014': 'an em dash',
  '\u2015': 'a horizontal bar',
  '\u2212': 'a minus sign',
  '\ufe58': 'a small em dash',
  '\ufe63': 'a small hyphen',
  '\uff0d': 'a wide hyphen',
  '\u00ad': 'a soft hyphen',
};
const DASH = Object.keys(DASHES).join('');
/** Dashes, at least one of them not on a keyboard, and a name. */
const DASHED = new RegExp(`^-*([${DASH}])[-${DASH}]*([A-Za-z][\\w-]*)`, 'u');
const QUOTES = /[\u00ab\u00bb\u2018-\u201f\u2039\u203a]/u;

/** The options of the command that is run, by their names without hyphens: whether each takes a value. */
type Known = ReadonlyMap<string, boolean>;

/** Throws a UsageError at the first slip before `--`; the words after it belong to the node program. */
export function refuseSlips(words: readonly string[], commands: readonly Command[]): void {
  const known = optionsOf(commands);
  const border = words.indexOf('--');
  let wanting: string | undefined;
  for (const word of border === -1 ? words : words.slice(0, border)) {
    checkDash(word, known, wanting);
    checkQuotes(word);
    checkHyphen(word, known, wanting);
    wanting = takesNext(word, known) ? word : undefined;
  }
}

function optionsOf(commands: readonly Command[]): Known {
  const options = commands.flatMap((command) => command.options);
  return new Map([
    ...options.flatMap(({ long, short, required }) =>
      [long, short].flatMap((name) => (name == null ? [] : [[name.replace(/^-+/, ''), required] as const])),
    ),
    ['help', false],
    ['h', false],
  ]);
}

function takesNext(word: string, known: Known): boolean {
  const [, name] = /^--?([^=]+)$/.exec(word) ?? [];
  return name !== undefined && known.get(name) === true;
}

function checkDash(word: string, known: Known, wanting: string | undefined): void {
  const [, dash = '', name] = DASHED.exec(word) ?? [];
  // A value may begin with any character, unless it is the name of an option.
  if (name === undefined || (wanting !== undefined && !known.has(name))) return;
  const one = name.length === 1;
  throw new UsageError(
    `${printable(word)} begins with ${DASHES[dash] ?? 'a dash'}, not with ${one ? 'a hyphen' : 'two hyphens'}: ` +
      `${one ? '-' : '--'}${name}`,
  );
}

function checkQuotes(word: string): void {
  const [quote] = QUOTES.exec(word) ?? [];
  if (quote === undefined || !/^(?:-*[\w-]+=)?[{[]?[\u00ab\u00bb\u2018-\u201f\u2039\u203a]/u.test(word))
    return;
  throw new UsageError(
    `${printable(word)} has the typographic quote ${quote} in it, which a shell leaves in the word: expected ' or "`,
  );
}

function checkHyphen(word: string, known: Known, wanting: string | undefined): void {
  const [, hyphens, name = ''] = /^(--?)([a-z][\w-]+)(?:=.*)?$/s.exec(word) ?? [];
  if (!known.has(name)) return;
  if (wanting !== undefined)
    throw new UsageError(`${wanting} expects a value, got the option ${printable(word)}`);
  if (hyphens === '-')
    throw new UsageError(`${printable(word)} begins with one hyphen, not with two: --${name}`);
}
