/**
 * The format of scenarios: `*.scenario.yaml`, a run of a whole cluster and its expected verdict.
 *
 * `options` are those of a test run, under the same names (`harness/options.ts`). An error is reported with the line
 * of its field.
 */

import path from 'node:path';
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { messageOf } from '../errors/message-of.js';
import { completeAt, optionsAt } from '../options/options-at.js';
import { type TestInput, testOptions } from '../options/schema.js';
import { programNames } from '../cluster/program.js';
import { UsageError } from '../errors/usage-error.js';
import { workloadNamed } from '../workloads/index.js';
import { checkPlaceholders } from './compare.js';
import { FixtureError } from '../errors/fixture-error.js';
import { type Path, Source } from '../text/source.js';

/** A request that a client of its own sends. */
export interface ScenarioMessage {
  /** Seconds after the cluster is up. */
  readonly at: number;
  readonly to: string;
  readonly body: Readonly<Record<string, unknown>> & { readonly type: string };
  /** The body of the reply, perhaps with placeholders. */
  readonly reply?: Readonly<Record<string, unknown>>;
}

/** Plain data: it is sent to worker threads. */
export interface Scenario {
  readonly file: string;
  readonly name: string;
  /** Without the seed; `bin` is a path that does not depend on the working directory. */
  readonly options: TestInput;
  /** One run for each. */
  readonly seeds: readonly number[];
  /** The expected verdict. */
  readonly valid: boolean | 'unknown';
  /** Texts that the results must contain. */
  readonly findings: readonly string[];
  /** Requests to send instead of a workload's. */
  readonly messages?: readonly ScenarioMessage[];
}

const seed = z
  .int('expected a whole number')
  .min(0, 'expected a seed >= 0')
  .max(0xffffffff, 'expected a seed below 2^32');
const body = z.record(z.string(), z.unknown(), 'expected a map');

/** The format of a scenario; `options` are those of a test. */
export const scenarioSchema = z.strictObject({
  name: z.string('expected a name').min(1, 'expected a name'),
  about: z.string('expected a text').optional(),
  options: z.record(z.string(), z.unknown(), 'expected a map of options').default({}),
  seeds: z
    .union([z.int().min(1).max(100_000), z.array(seed).min(1, 'expected a list of seeds, or how many')], {
      error: 'expected a list of seeds, or how many',
    })
    .optional(),
  bin: z.string('expected a path').min(1, 'expected a path').optional(),
  valid: z
    .union([z.boolean(), z.literal('unknown')], { error: 'expected true, false or unknown' })
    .default(true),
  findings: z.array(z.string('expected a text'), 'expected a list of texts').default([]),
  messages: z
    .array(
      z.strictObject({
        at: z.number('expected seconds').min(0, 'expected seconds >= 0'),
        to: z.string('expected a node'),
        body: z.looseObject({ type: z.string('expected a type') }, 'expected the body of a message'),
        reply: body.exactOptional(),
      }),
      'expected a list of messages',
    )
    .min(1, 'expected at least one message')
    .optional(),
});

/** Reads a scenario. Throws a FixtureError at the first error. */
export function parseScenario(text: string, file: string): Scenario {
  const source = new Source(text, file, 'yaml');
  const result = scenarioSchema.safeParse(source.value);
  if (!result.success) throw scenarioError(source, result.error.issues);
  const { name, seeds, bin, valid, findings, messages } = result.data;
  const given: TestInput = optionsAt(source, OPTIONS, result.data.options);
  const { nodes, workload } = completeAt(source, OPTIONS, { runtime: 'sim', ...given });
  if (messages === undefined) checkWorkload(source, workload);
  else checkMessages(source, given, nodes, messages);

  const program = bin ?? given.bin;
  const { seed: one = 1, ...others } = given;
  const options: TestInput = {
    runtime: 'sim',
    ...others,
    ...(program !== undefined && { bin: besideFile(file, program) }),
  };
  return {
    file,
    name,
    options,
    seeds: typeof seeds === 'number' ? Array.from({ length: seeds }, (_, i) => i + 1) : (seeds ?? [one]),
    valid,
    findings,
    ...(messages !== undefined && { messages: messages }),
  };
}

const OPTIONS: Path = ['options'];

function checkWorkload(source: Source, name: string): void {
  try {
    workloadNamed(name);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new FixtureError(
      source.place([...OPTIONS, 'workload']),
      error.message.replace(/^workload: /, ''),
      error,
    );
  }
}

/** Options that would have no effect on a list of messages. */
const FOR_WORKLOADS = [
  'nemesis',
  'nemesis-interval',
  'nemesis-targets',
  'nemesis-kill-keeps',
  'partition-kinds',
  'rate',
  'concurrency',
  'time-limit',
  'availability',
];

function checkMessages(
  source: Source,
  options: TestInput,
  nodes: readonly string[],
  messages: readonly ScenarioMessage[],
): void {
  const useless = FOR_WORKLOADS.find((name) => Object.hasOwn(options, name));
  if (useless !== undefined) {
    throw new FixtureError(
      source.place([...OPTIONS, useless]),
      'is for workloads, and this scenario has messages instead',
    );
  }
  const { workload } = options;
  if (workload !== undefined && !programNames().includes(workload)) {
    const place = source.place([...OPTIONS, 'workload']);
    throw new FixtureError(
      place,
      `expected one of ${programNames().join(', ')}, got ${JSON.stringify(workload)}`,
    );
  }
  for (const [i, { to, body: sent, reply }] of messages.entries()) {
    const place = (field: string) => source.place(['messages', i, field]);
    if (!nodes.includes(to)) {
      throw new FixtureError(place('to'), `expected one of ${nodes.join(', ')}, got ${JSON.stringify(to)}`);
    }
    // A client cannot send an integer past 2^53 as it is written here; a case can.
    if (holdsBigInt(sent)) throw new FixtureError(place('body'), 'expected integers below 2^53');
    try {
      checkPlaceholders(reply);
    } catch (error) {
      throw new FixtureError(place('reply'), messageOf(error), error);
    }
  }
}

function scenarioError(source: Source, issues: readonly z.core.$ZodIssue[]): FixtureError {
  const [issue] = issues;
  if (issue?.code !== 'unrecognized_keys' || issue.path.length > 0) return source.error(issues);
  const [key = ''] = issue.keys;
  const known = Object.keys(scenarioSchema.shape).join(', ');
  const hint = Object.hasOwn(testOptions.shape, key) ? '; it belongs under options' : '';
  return new FixtureError(source.place([key]), `there is no such field: expected one of ${known}${hint}`);
}

/** A path is relative to its scenario; a bare word that is not a file there is a command. */
function besideFile(file: string, program: string): string {
  const beside = path.resolve(path.dirname(file), program);
  return program.includes('/') || existsSync(beside) ? beside : program;
}

function holdsBigInt(value: unknown): boolean {
  if (typeof value === 'bigint') return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsBigInt);
}
