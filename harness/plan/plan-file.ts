/**
 * The format of plans: YAML that is written for people to edit.
 *
 *     options: {workload: broadcast, node-count: 5, seed: 7}
 *     operations:
 *       - {at: 0.31, worker: 2, f: broadcast, value: 3}        # seconds since the load began
 *     faults:
 *       - {at: 2.5, do: "partition n1,n2 -> n3"}               # a control line
 *     exceptions:
 *       - {message: n1->n3 gossip 3, lost: true}               # the third gossip from n1 to n3
 *       - {message: n1->n3 gossip 4, delay: 900}               # milliseconds instead of the latency
 *       - {message: n1->n3 gossip 5, delivered: true}          # whatever would drop it
 *       - {message: n1->n3 gossip 6, duplicates: [20]}         # once more, milliseconds later
 *       - {message: n1->n3 gossip 7, damages: [{place: 0.4, bit: 2}]}
 */

import { readFileSync } from 'node:fs';
import { Document, isSeq } from 'yaml';
import { z } from 'zod';
import { MILLISECOND } from '../../node/index.js';
import { ControlError, type Fate, parseControl } from '../../router/index.js';
import { FixtureError } from '../errors/fixture-error.js';
import { messageOf } from '../errors/message-of.js';
import { UsageError } from '../errors/usage-error.js';
import { faultLine } from '../faults/options.js';
import { completeAt, optionsAt } from '../options/options-at.js';
import { Source } from '../text/source.js';
import { workerCount } from '../workloads/options.js';
import { messageNamed, messageText, type RunPlan, WITHOUT_CHANCE } from './run-plan.js';

const milliseconds = z.number('expected milliseconds').min(0, 'expected milliseconds >= 0');

const planSchema = z.strictObject({
  options: z.record(z.string(), z.unknown(), 'expected a map of options'),
  operations: z
    .array(
      z.looseObject({
        at: z.number('expected seconds').min(0, 'expected seconds >= 0'),
        worker: z.int('expected the number of a worker').min(0, 'expected the number of a worker, from 0'),
        f: z.string('expected the name of an operation'),
        value: z.unknown(),
      }),
      'expected a list of operations',
    )
    .default([]),
  faults: z.array(faultLine, 'expected a list of faults').default([]),
  exceptions: z
    .array(
      z.strictObject({
        message: z.string('expected a message such as n1->n3 gossip 4'),
        lost: z.boolean('expected true or false').exactOptional(),
        delivered: z.boolean('expected true or false').exactOptional(),
        delay: milliseconds.exactOptional(),
        duplicates: z.array(milliseconds, 'expected a list of milliseconds').exactOptional(),
        damages: z
          .array(
            z.strictObject({
              place: z.number('expected a number from 0 to 1').min(0).lt(1),
              bit: z.int('expected a bit from 0 to 4').min(0).max(4),
            }),
            'expected a list such as [{place: 0.4, bit: 2}]',
          )
          .exactOptional(),
      }),
      'expected a list of exceptions',
    )
    .default([]),
});

/** Reads a plan. Throws a FixtureError at the first error. */
export function parsePlan(text: string, file: string): RunPlan {
  const source = new Source(text, file, 'yaml');
  const result = planSchema.safeParse(source.value);
  if (!result.success) throw source.error(result.error.issues);
  const { operations, faults, exceptions } = result.data;
  const options = optionsAt(source, ['options'], result.data.options);
  const drawing = Object.keys(options).find((name) => Object.hasOwn(WITHOUT_CHANCE, name));
  if (drawing !== undefined) {
    throw new FixtureError(
      source.place(['options', drawing]),
      'a plan draws nothing: expected the faults under faults, and what becomes of single messages under exceptions',
    );
  }
  const complete = completeAt(source, ['options'], { ...options, ...WITHOUT_CHANCE });
  const workers = workerCount(complete);
  for (const [i, { worker }] of operations.entries()) {
    if (worker < workers) continue;
    throw new FixtureError(
      source.place(['operations', i, 'worker']),
      `expected a worker from 0 to ${workers - 1} (concurrency ${complete.concurrency}), got ${worker}`,
    );
  }
  for (const [i, { do: line }] of faults.entries()) {
    try {
      parseControl(line, complete.nodes);
    } catch (error) {
      if (!(error instanceof ControlError)) throw error;
      throw new FixtureError(source.place(['faults', i, 'do']), error.message, error);
    }
  }
  return {
    options,
    operations,
    faults,
    exceptions: exceptions.map(({ message, ...fate }, i) => {
      const name = messageNamed(message);
      if (name !== undefined) return { message: name, fate: inNanoseconds(fate) };
      throw new FixtureError(
        source.place(['exceptions', i, 'message']),
        `expected a link, a type and a number from 1, such as n1->n3 gossip 4, got ${JSON.stringify(message)}`,
      );
    }),
  };
}

/** Reads a plan. Throws a UsageError that names file, line and field. */
export function readPlan(file: string): RunPlan {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`the plan ${file} cannot be read: ${messageOf(error)}`, error);
  }
  try {
    return parsePlan(text, file);
  } catch (error) {
    if (error instanceof FixtureError) throw new UsageError(error.message, error);
    throw error;
  }
}

const HEAD = ` A run as data: each line can be edited, and "eddy test --plan FILE" plays it.`;

/** The text of a plan. */
export function printPlan({ options, operations, faults, exceptions }: RunPlan): string {
  const document = new Document({
    options,
    operations,
    faults,
    exceptions: exceptions.map(({ message, fate }) => ({
      message: messageText(message),
      ...inMilliseconds(fate),
    })),
  });
  document.commentBefore = HEAD;
  for (const name of ['operations', 'faults', 'exceptions']) {
    const list = document.get(name);
    if (!isSeq(list)) continue;
    if (list.items.length === 0) list.flow = true;
    for (const item of list.items)
      if (typeof item === 'object' && item !== null) Object.assign(item, { flow: true });
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

function inNanoseconds({ delay, duplicates, ...fate }: Fate): Fate {
  return {
    ...fate,
    ...(delay !== undefined && { delay: Math.round(delay * MILLISECOND) }),
    ...(duplicates !== undefined && { duplicates: duplicates.map((each) => Math.round(each * MILLISECOND)) }),
  };
}

function inMilliseconds({ delay, duplicates, ...fate }: Fate): Fate {
  return {
    ...fate,
    ...(delay !== undefined && { delay: delay / MILLISECOND }),
    ...(duplicates !== undefined && { duplicates: duplicates.map((each) => each / MILLISECOND) }),
  };
}
