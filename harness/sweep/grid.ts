/**
 * The grid of a sweep: every combination of the values of its axes, and their runs.
 *
 * All points use the same seeds (common random numbers): the difference between two points in one seed is then due to
 * the parameters and hardly to chance, and far fewer seeds distinguish points.
 */

import type { TestInput } from '../options/schema.js';
import { UsageError } from '../errors/usage-error.js';
import type { Value } from '../options/option-value.js';
import type { Axis } from './axis.js';
import { OWN } from '../options/option-value.js';

export interface Point {
  /** The value of each axis, by its label, in the order of the axes. */
  readonly settings: Readonly<Record<string, Value>>;
  /** One text for each point, the same in every sweep. */
  readonly key: string;
}

/** One run: the options for `runTest`, and its nodes' additional environment variables. */
export interface PlannedRun {
  readonly point: Point;
  readonly seed: number;
  readonly input: TestInput;
  readonly env: Readonly<Record<string, string>>;
}

const MOST_RUNS = 10_000_000;

/** The last axis varies fastest. Without axes there is one point. */
export function pointsOf(axes: readonly Axis[]): readonly Point[] {
  let settings: Record<string, Value>[] = [{}];
  const total = axes.reduce((product, { values }) => product * values.length, 1);
  if (total > MOST_RUNS) throw new UsageError(`--vary: the grid has ${total} points`);
  for (const { label, values } of axes) {
    if (settings.some((each) => label in each)) throw new UsageError(`--vary ${label}: it is varied twice`);
    settings = settings.flatMap((each) => values.map((value) => ({ ...each, [label]: value })));
  }
  return settings.map((each) => ({ settings: each, key: keyOf(each) }));
}

export function keyOf(settings: Point['settings']): string {
  return JSON.stringify(settings);
}

/** `fanout=1 gossip_interval_ms=300` */
export function describeSettings(settings: Point['settings']): string {
  const entries = Object.entries(settings);
  return entries.length === 0
    ? 'the only point'
    : entries.map(([label, value]) => `${label}=${describeValue(value)}`).join(' ');
}

export function describeValue(value: Value): string {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join('+');
  return String(value);
}

/** The base with a point's settings in it. Throws a UsageError if an argument has no place. */
export function runAt(base: TestInput, axes: readonly Axis[], point: Point, seed: number): PlannedRun {
  let input: TestInput = { ...base, seed };
  const env: Record<string, string> = {};
  for (const axis of axes) {
    const value = point.settings[axis.label] ?? null;
    switch (axis.kind) {
      case 'option':
        input = withOption(input, axis.name, value);
        break;
      case 'configure':
        input = { ...input, configure: { ...input.configure, [axis.name]: value } };
        break;
      case 'env':
        env[axis.name] = describeValue(value);
        break;
      case 'arg':
        input = { ...input, args: withArgument(input.args ?? [], axis.name, describeValue(value)) };
    }
  }
  return { point, seed, input, env };
}

function withOption(input: TestInput, name: string, value: Value): TestInput {
  if (name !== 'bin' || value !== OWN) return { ...input, [name]: value };
  const { bin: _, ...own } = input;
  return own;
}

/** In the place of `{name}` in the arguments, or else after them: `--name=value`, `-n value`. */
function withArgument(args: readonly string[], name: string, value: string): string[] {
  const place = `{${name}}`;
  if (args.some((arg) => arg.includes(place))) return args.map((arg) => arg.replaceAll(place, value));
  if (name.startsWith('--')) return [...args, `${name}=${value}`];
  if (name.startsWith('-')) return [...args, name, value];
  throw new UsageError(
    `--vary arg.${name}: expected a name that begins with -, or ${place} among the arguments behind --`,
  );
}

/** `20` means 1 to 20, `5..24` is a range. Throws a UsageError. */
export function parseSeeds(text: string): readonly number[] {
  const match = /^(\d+)(?:\.\.(\d+))?$/.exec(text.trim());
  const [low, high] =
    match?.[2] === undefined ? [1, Number(match?.[1])] : [Number(match[1]), Number(match[2])];
  if (match === null || high < low || high > 0xffffffff || high - low >= MOST_RUNS) {
    throw new UsageError(
      `--seeds expects how many, such as 20, or a range of seeds such as 5..24, got ${JSON.stringify(text)}`,
    );
  }
  return Array.from({ length: high - low + 1 }, (_, i) => low + i);
}
