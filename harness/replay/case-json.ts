/**
 * Cases as JSON: `*.cases.json`, for cases made by other programs.
 *
 *     [{"name": "Configure updates fanout", "in": [{"src": "c0", ...}], "out": [{"src": "n1", ...}]}]
 *
 * `in` and `out` hold messages, lines, or one text of several lines. A message keeps its spelling in the file, so
 * integers past 2^53 reach the node unchanged. Other names of these fields are known too (`fieldOf`).
 */

import { isObject, printExact } from '../../node/index.js';
import {
  type CaseOptions,
  checkMatch,
  checkProgram,
  checkTimeout,
  durationMs,
  type ReadCase,
  wrong,
} from './case.js';
import { Draft } from './case-draft.js';
import { FixtureError } from '../errors/fixture-error.js';
import { type Path, Source } from '../text/source.js';

/** The names of each field, Eddy's own first. */
const NAMES = {
  name: ['name', 'title', 'description', 'id'],
  in: ['in', 'input', 'inputs', 'stdin'],
  out: [
    'out',
    'expected',
    'expected_output',
    'expectedOutput',
    'expected_stdout',
    'output',
    'outputs',
    'stdout',
  ],
  timeout: ['timeout_ms', 'timeoutMs', 'timeout', 'time_limit'],
  program: ['program'],
  match: ['match'],
  ignore: ['ignore'],
  finalNewline: ['final_newline'],
} as const;
type Field = keyof typeof NAMES;
const OWN = new Set<string>(Object.values(NAMES).map(([own]) => own));
/** The field of an object that holds the list of cases. */
const LISTS = ['cases', 'tests', 'test_cases', 'testCases', 'samples', 'examples'];
/** A `timeout` below this is in seconds. */
const LEAST_TIMEOUT_MS = 100;

const EXAMPLES = `
  [{"name": "Init is answered", "in": [{"src": "c0", "dest": "n1", "body": {"type": "init", ...}}], "out": [{"src": "n1", ...}]}]

or, with texts of several lines:

  [{"title": "Init is answered", "input": "{\\"src\\": \\"c0\\", ...}\\n", "expected": "{\\"src\\": \\"n1\\", ...}\\n"}]`;

interface Item {
  readonly read: ReadCase;
  /** The position of its output in the file. */
  readonly outPath: Path;
}

/** Reads all cases of a file, including those with errors. Throws a FixtureError if it is not a list of cases. */
export function parseCaseJson(text: string, file: string): ReadCase[] {
  return items(text, file).map(({ read }) => read);
}

function items(text: string, file: string): readonly Item[] {
  const source = sourceOf(text, file);
  return listIn(source, file).map((path, index) => readItem(source, file, path, index));
}

function sourceOf(text: string, file: string): Source {
  const source = new Source(text, file, 'json');
  try {
    JSON.parse(text);
  } catch (error) {
    // The YAML parser accepts more than JSON: comments, trailing commas.
    const { message } = error as Error;
    const before = text.slice(0, Number(/position (\d+)/.exec(message)?.[1] ?? 0));
    throw new FixtureError({ file, line: before.split('\n').length }, `expected JSON: ${message}`, error);
  }
  return source;
}

/** The positions of the cases in the file. */
function listIn(source: Source, file: string): readonly Path[] {
  const { value } = source;
  const list = isObject(value) ? LISTS.find((name) => Array.isArray(value[name])) : undefined;
  const path: Path = list === undefined ? [] : [list];
  const cases = source.valueAt(path);
  if (Array.isArray(cases) && cases.length > 0) return cases.map((_, i) => [...path, i]);
  if (isObject(value) && fieldOf(value, 'in') !== undefined) return [[]];
  throw new FixtureError(
    { file, line: 1 },
    `expected a list of cases, or an object with one under ${LISTS.join(', ')}; ` +
      `got ${Array.isArray(cases) ? 'an empty list' : printExact(value).slice(0, 120)}. Either of these is one:\n${EXAMPLES}`,
  );
}

/** The field's name in this case. */
function fieldOf(item: Readonly<Record<string, unknown>>, field: Field): string | undefined {
  return NAMES[field].find((name) => Object.hasOwn(item, name));
}

function readItem(source: Source, file: string, path: Path, index: number): Item {
  const item = source.valueAt(path);
  const { line } = source.place(path);
  const named = isObject(item) ? item[fieldOf(item, 'name') ?? ''] : undefined;
  const isNamed = (typeof named === 'string' && named !== '') || typeof named === 'number';
  const draft = new Draft({ file, line }, isNamed ? String(named) : `Case ${index + 1}`, true);
  const outField = (isObject(item) ? fieldOf(item, 'out') : undefined) ?? 'out';
  try {
    if (!isObject(item)) throw wrong(source.place(path), 'a case', item);
    fill(draft, source, path, item);
    if (draft.input.length === 0)
      throw wrong(
        source.place([...path, fieldOf(item, 'in') ?? 'in']),
        'input lines',
        item[fieldOf(item, 'in') ?? 'in'],
      );
  } catch (error) {
    draft.fail(error);
  }
  return { read: draft.finish(index), outPath: [...path, outField] };
}

function fill(draft: Draft, source: Source, path: Path, item: Readonly<Record<string, unknown>>): void {
  const place = (name: string) => source.place([...path, name]);
  const isOwn = Object.hasOwn(item, 'in') && Object.hasOwn(item, 'out');
  if (isOwn) {
    // In a case that uses Eddy's names throughout, any other name is a typing error.
    const unknown = Object.hasOwn(item, 'name')
      ? Object.keys(item).find((name) => !OWN.has(name))
      : undefined;
    if (fieldOf(item, 'name') === undefined) throw wrong(place('name'), 'a name', undefined);
    if (unknown !== undefined) throw new FixtureError(place(unknown), 'there is no such field');
  }
  draft.set(optionsOf(source, path, item));
  for (const to of ['in', 'out'] as const) {
    const name = fieldOf(item, to);
    if (name === undefined)
      throw wrong(
        place(to),
        `${to === 'in' ? 'input' : 'output'} lines in a field such as ${NAMES[to].slice(0, 3).join(', ')}`,
        undefined,
      );
    takeLines(draft, to, source, [...path, name]);
  }
}

function optionsOf(
  source: Source,
  path: Path,
  item: Readonly<Record<string, unknown>>,
): Partial<CaseOptions> {
  const { timeout_ms: own, program, match, ignore, final_newline: finalNewline } = item;
  const place = (name: string) => source.place([...path, name]);
  const foreign = NAMES.timeout.slice(1).find((name) => item[name] !== undefined);
  const text = (name: string, value: unknown): string => {
    if (typeof value !== 'string') throw wrong(place(name), 'a text', value);
    return value;
  };
  if (
    ignore !== undefined &&
    !(Array.isArray(ignore) && ignore.every((name) => typeof name === 'string' && name !== ''))
  )
    throw wrong(place('ignore'), 'a list of names of fields', ignore);
  if (finalNewline !== undefined && typeof finalNewline !== 'boolean')
    throw wrong(place('final_newline'), 'true or false', finalNewline);
  return {
    ...(own !== undefined && { timeoutMs: checkTimeout(place('timeout_ms'), own) }),
    ...(own === undefined &&
      foreign !== undefined && { timeoutMs: foreignTimeout(source, [...path, foreign], item[foreign]) }),
    ...(program !== undefined && { program: checkProgram(place('program'), text('program', program)) }),
    ...(match !== undefined && { match: checkMatch(place('match'), text('match', match)) }),
    ...(ignore !== undefined && { ignore: ignore as readonly string[] }),
    ...(finalNewline !== undefined && { finalNewline }),
  };
}

function foreignTimeout(source: Source, path: Path, value: unknown): number {
  const place = source.place(path);
  if (typeof value === 'string') return durationMs(place, value);
  if (typeof value !== 'number') throw wrong(place, 'a time', value);
  return checkTimeout(place, Math.round(value < LEAST_TIMEOUT_MS ? value * 1000 : value));
}

function takeLines(draft: Draft, to: 'in' | 'out', source: Source, path: Path): void {
  const value = source.valueAt(path);
  if (Array.isArray(value)) for (const k of value.keys()) takeOne(draft, to, source, [...path, k]);
  else takeOne(draft, to, source, path);
}

/** A message, or a text of one line or several. */
function takeOne(draft: Draft, to: 'in' | 'out', source: Source, path: Path): void {
  const value = source.valueAt(path);
  const place = source.place(path);
  if (isObject(value)) {
    draft.take(to, place, source.textOf(path), '', () => []);
    return;
  }
  if (typeof value !== 'string') throw wrong(place, 'a message or a string', value);
  draft.takeText(to, place, value);
}

/** The file's text with other expectations: for each case (by its index in the list) the new lines of output. */
export function rewriteCaseJson(
  text: string,
  file: string,
  updates: ReadonlyMap<number, readonly string[]>,
): string {
  const source = sourceOf(text, file);
  const all = items(text, file);
  let rewritten = text;
  // From the last to the first, so that the earlier positions stay valid.
  for (const [i, update] of [...updates].toSorted(([a], [b]) => b - a)) {
    const path = all[i]?.outPath ?? [];
    const range = source.range(path);
    if (range === undefined) continue;
    const isText = typeof source.valueAt(path) === 'string';
    const json = isText
      ? JSON.stringify(update.map((line) => `${line}\n`).join(''))
      : listOf(update, indentAt(text, range[0]));
    rewritten = rewritten.slice(0, range[0]) + json + rewritten.slice(range[1]);
  }
  return rewritten;
}

function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1))?.[0] ?? '';
}

function listOf(lines: readonly string[], indent: string): string {
  const items = lines.map(
    (line) => `\n${indent}  ${line.startsWith('{') && line !== '{...}' ? line : JSON.stringify(line)}`,
  );
  return items.length === 0 ? '[]' : `[${items.join(',')}\n${indent}]`;
}
