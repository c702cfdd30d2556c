/**
 * An axis of a sweep: `NAME=VALUES`, where the name states what is set and the values are lists, ranges, or both.
 *
 *     fanout=1,4,24                a field of `configure`
 *     latency=0..200:50            an option of `eddy test`
 *     configure.latency=1,2        a field of `configure` whose name an option has too
 *     env.WINDOW_MS=100,200        an environment variable of the node
 *     arg.--window=100..500:100    an argument of the node's program
 */

import { UsageError } from '../errors/usage-error.js';
import { nearest } from '../text/nearest.js';
import { isVariable, OPTION_NAMES, optionValue, type Value } from '../options/option-value.js';

type AxisKind = 'option' | 'configure' | 'env' | 'arg';

export interface Axis {
  readonly kind: AxisKind;
  /** The name of the option, field, variable or argument. */
  readonly name: string;
  /** The user's name for it, as in `--vary`. */
  readonly label: string;
  /** At least one, in the order given, none twice. */
  readonly values: readonly Value[];
}

/** More values than this are a mistake. */
const MOST_VALUES = 10_000;

/** Parses `NAME=VALUES`. Throws a UsageError that names the wrong part. */
export function parseAxis(text: string): Axis {
  const equals = text.indexOf('=');
  const label = text.slice(0, equals).trim();
  if (equals < 1 || label === '') {
    throw new UsageError(
      `--vary expects a name, = and values, such as fanout=1,4,24 or latency=0..200:50, got ${JSON.stringify(text)}`,
    );
  }
  return axis(label, parseValues(text.slice(equals + 1), label));
}

/** An axis from a label and values, texts or not. Throws a UsageError. */
export function axis(label: string, given: readonly Value[]): Axis {
  const { kind, name } = meaningOf(label);
  const read = (value: Value): Value => (typeof value === 'string' ? readValue(kind, name, value) : value);
  const values = new Map(given.map(read).map((value) => [JSON.stringify(value), value]));
  if (values.size === 0) throw new UsageError(`--vary ${label}: expected at least one value, got none`);
  return { kind, name, label, values: [...values.values()] };
}

const PREFIXES = ['configure', 'env', 'arg'] as const;

/** An option's name takes precedence over a field of `configure`; a prefix overrides that. */
function meaningOf(label: string): { kind: AxisKind; name: string } {
  for (const kind of PREFIXES) {
    const name = label.slice(kind.length + 1);
    if (!label.startsWith(`${kind}.`)) continue;
    if (name === '') throw new UsageError(`--vary ${label}: expected a name behind ${kind}.`);
    return { kind, name };
  }
  if (OPTION_NAMES.includes(label)) {
    if (isVariable(label)) return { kind: 'option', name: label };
    const instead =
      label === 'seed' ? '--seeds says which seeds every point sees' : 'give it once for all runs';
    throw new UsageError(`--vary ${label}: this option cannot vary: ${instead}`);
  }
  const near = nearest(label, OPTION_NAMES.filter(isVariable));
  // A node ignores unknown fields of `configure` silently, so a name close to an option's is refused.
  if (near !== undefined) {
    throw new UsageError(
      `--vary ${label}: there is no such option; did you mean ${near}? For a field of configure write configure.${label}`,
    );
  }
  if (!/^\w+$/.test(label)) {
    throw new UsageError(
      `--vary ${label}: expected an option of eddy test, a field of configure, or a name behind ` +
        PREFIXES.map((prefix) => `${prefix}.`).join(', '),
    );
  }
  return { kind: 'configure', name: label };
}

function readValue(kind: AxisKind, name: string, text: string): Value {
  switch (kind) {
    case 'option':
      return optionValue(name, text);
    case 'configure':
      return scalar(text);
    // Environment variables and arguments are texts, even if they look like numbers.
    case 'env':
    case 'arg':
      return text;
  }
}

/** A number, true, false or null if the text is one. */
function scalar(text: string): Value {
  if (text === 'true' || text === 'false') return text === 'true';
  if (text === 'null') return null;
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

/** The texts of `1,4..10:2,x`. */
function parseValues(text: string, label: string): readonly string[] {
  return text.split(',').flatMap((part) => {
    const trimmed = part.trim();
    if (trimmed === '') throw new UsageError(`--vary ${label}: a value is empty in ${JSON.stringify(text)}`);
    return /^-?[\d.]*\d\.\./.test(trimmed) ? parseRange(trimmed, label) : [trimmed];
  });
}

/** `a..b` or `a..b:step`; b is included if the steps reach it. */
function parseRange(text: string, label: string): readonly string[] {
  const number = String.raw`-?\d+(?:\.\d+)?`;
  const match = new RegExp(`^(${number})\\.\\.(${number})(?::(${number}))?$`).exec(text);
  if (match === null)
    throw new UsageError(
      `--vary ${label}: expected a range such as 0..2000:100, got ${JSON.stringify(text)}`,
    );
  const [, low = '', high = '', step = '1'] = match;
  if (!(Number(step) > 0)) throw new UsageError(`--vary ${label}: the step of ${text} must be above 0`);
  if (Number(high) < Number(low))
    throw new UsageError(`--vary ${label}: the range ${text} is empty: ${high} is below ${low}`);
  const decimals = Math.max(...[low, step].map((each) => each.split('.')[1]?.length ?? 0));
  // In whole units of the last decimal: 0..1:0.1 ends with 1, and none of its values is 0.30000000000000004.
  const unit = 10 ** decimals;
  const [from, to, by] = [Number(low) * unit, Number(high) * unit, Number(step) * unit];
  const count = Math.floor((to - from) / by + 1e-9) + 1;
  if (count > MOST_VALUES)
    throw new UsageError(
      `--vary ${label}: the range ${text} has ${count} values: at most ${MOST_VALUES} make sense`,
    );
  return Array.from({ length: count }, (_, i) => String(Math.round(from + i * by) / unit));
}
