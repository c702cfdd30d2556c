/** Changes of a run, as edits of its plan. */

import type { Fate, MessageException, MessageName } from '../../router/index.js';
import { UsageError } from '../errors/usage-error.js';
import type { RunPlan } from '../plan/run-plan.js';

/** A change of what becomes of a message. */
interface MessageChange {
  readonly message: MessageName;
  readonly fate: Fate;
}

export interface Changes {
  readonly messages: readonly MessageChange[];
  /** Numbers of faults in the plan, from 1. */
  readonly withoutFaults: readonly number[];
  /** Numbers of operations in the plan, from 1. */
  readonly withoutOperations: readonly number[];
}

/** The plan with the changes. Throws a UsageError if it has no such fault or operation. */
export function changedPlan(plan: RunPlan, changes: Changes): RunPlan {
  return {
    ...plan,
    operations: without(plan.operations, changes.withoutOperations, 'operation'),
    faults: without(plan.faults, changes.withoutFaults, 'fault'),
    exceptions: [
      ...plan.exceptions.filter(
        ({ message }) => !changes.messages.some((change) => isSame(change.message, message)),
      ),
      ...changes.messages.map(({ message, fate }) => ({ message, fate: merged(plan, message, fate) })),
    ],
  };
}

/** What else befalls the message stays, unless it is lost or delivered now. */
function merged(plan: RunPlan, message: MessageName, fate: Fate): Fate {
  const before: MessageException | undefined = plan.exceptions.find((each) => isSame(each.message, message));
  const { lost: _, delivered: __, ...rest } = before?.fate ?? {};
  return fate.lost === true ? fate : { ...rest, ...fate };
}

function isSame(a: MessageName, b: MessageName): boolean {
  return a.src === b.src && a.dest === b.dest && a.type === b.type && a.nth === b.nth;
}

function without<T>(items: readonly T[], numbers: readonly number[], what: string): readonly T[] {
  for (const number of numbers) {
    if (items[number - 1] !== undefined) continue;
    const has = items.length === 0 ? `has no ${what}s` : `has ${what}s 1 to ${items.length}`;
    throw new UsageError(
      `there is no ${what} ${number}: the plan of this run ${has} (eddy record lists them)`,
    );
  }
  return items.filter((_, i) => !numbers.includes(i + 1));
}
