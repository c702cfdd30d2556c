/**
 * Cases as JSON: `*.cases.json`, for what comes from elsewhere.
 *
 *     [{"name": "Configure updates fanout", "in": [{"src": "c0", ...}], "out": [{"src": "n1", ...}]}]
 *
 * `in` and `out` hold messages or strings (a raw line each). A message is taken from the file as it is spelled there, so
 * integers past 2^53 reach the node unharmed.
 */

import { z } from 'zod';
import {
  type Case,
  CASE_DEFAULTS,
  type CaseLine,
  checkMatch,
  checkOutput,
  checkProgram,
  checkTimeout,
  wrong,
} from './case.js';
import { FixtureError } from './fixture-error.js';
import { Source } from './source.js';

const lines = z.array(
  z.union([z.string(), z.record(z.string(), z.unknown())], { error: 'expected a message or a string' }),
);

const caseSchema = z.strictObject({
  name: z.string().min(1, 'expected a name'),
  program: z.string().optional(),
  timeout_ms: z.unknown().optional(),
  match: z.string().optional(),
  ignore: z.array(z.string().min(1, 'expected the name of a field')).optional(),
  final_newline: z.boolean().optional(),
  in: lines.min(1, 'expected input lines'),
  out: lines,
});

/** Reads all cases of a file. Throws a FixtureError at the first thing that is wrong. */
export function parseCaseJson(text: string, file: string): Case[] {
  const source = new Source(text, file, 'json');
  try {
    JSON.parse(text);
  } catch (error) {
    // The YAML parser is content with more than JSON: comments, commas at the end.
    const { message } = error as Error;
    const before = text.slice(0, Number(/position (\d+)/.exec(message)?.[1] ?? 0));
    throw new FixtureError({ file, line: before.split('\n').length }, `expected JSON: ${message}`, error);
  }
  const result = z.array(caseSchema).safeParse(source.value);
  if (!result.success) throw source.error(result.error.issues);
  return result.data.map((item, i) => {
    const at = (field: keyof typeof item) => source.place([i, field]);
    const { name, program, timeout_ms: timeout, match, ignore, final_newline: finalNewline } = item;
    return {
      file,
      index: i,
      line: source.place([i]).line,
      name,
      program: program === undefined ? CASE_DEFAULTS.program : checkProgram(at('program'), program),
      timeoutMs: timeout === undefined ? CASE_DEFAULTS.timeoutMs : checkTimeout(at('timeout_ms'), timeout),
      match: match === undefined ? CASE_DEFAULTS.match : checkMatch(at('match'), match),
      ignore: ignore ?? CASE_DEFAULTS.ignore,
      finalNewline: finalNewline ?? CASE_DEFAULTS.finalNewline,
      input: item.in.map((_, k) => lineOf(source, [i, 'in', k])),
      output: item.out.map((_, k) => {
        const line = lineOf(source, [i, 'out', k]);
        return { ...line, text: checkOutput(source.place([i, 'out', k]), line.text) };
      }),
    };
  });
}

function lineOf(source: Source, path: readonly PropertyKey[]): CaseLine {
  const value = source.valueAt(path);
  const place = source.place(path);
  if (typeof value !== 'string') return { line: place.line, text: source.textOf(path) };
  if (/[\r\n]/.test(value)) throw wrong(place, 'one line', value);
  return { line: place.line, text: value };
}

/** The file's text with other expectations: for each case (by its place in the list) the new lines of `out`. */
export function rewriteCaseJson(
  text: string,
  file: string,
  updates: ReadonlyMap<number, readonly string[]>,
): string {
  const source = new Source(text, file, 'json');
  let rewritten = text;
  // From the last to the first, so that the places of those before stay true.
  for (const [i, update] of [...updates].toSorted(([a], [b]) => b - a)) {
    const range = source.range([i, 'out']);
    if (range === undefined) continue;
    const indent = /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', range[0] - 1) + 1))?.[0] ?? '';
    const items = update.map(
      (line) => `\n${indent}  ${line.startsWith('{') && line !== '{...}' ? line : JSON.stringify(line)}`,
    );
    const array = items.length === 0 ? '[]' : `[${items.join(',')}\n${indent}]`;
    rewritten = rewritten.slice(0, range[0]) + array + rewritten.slice(range[1]);
  }
  return rewritten;
}
