/** The operations of a plan as a generator: each at its time, by its worker, as soon as that is free. */

import { SECOND } from '../../node/index.js';
import type { Answer, Generator } from '../operations/generator.js';
import type { PlannedOperation } from './run-plan.js';

/**
 * `follows` is what would have drawn the operations: it hears of all of them, since what comes after the load may depend on
 * what it has heard.
 */
export function plannedOperations(operations: readonly PlannedOperation[], follows?: Generator): Generator {
  const left = operations.toSorted((a, b) => a.at - b.at);
  let begin: number | undefined;
  return {
    next({ now, free }): Answer {
      begin ??= now;
      for (const [i, operation] of left.entries()) {
        const { at, worker, ...draft } = operation;
        const due = begin + Math.round(at * SECOND);
        if (due > now) return { kind: 'wait', until: due };
        if (!free.includes(worker)) continue;
        left.splice(i, 1);
        return { kind: 'operation', draft: { ...draft, thread: worker } };
      }
      // What is left waits for a worker. The load itself ends at its time limit.
      return left.length > 0 ? { kind: 'pending' } : { kind: 'wait', until: Infinity };
    },
    update: (operation, thread) => follows?.update?.(operation, thread),
  };
}
