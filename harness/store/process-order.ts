/**
 * The rules for one process in a history: it invokes an operation, completes that one, and only then invokes the
 * next; after `info` it never acts again (its worker continues as another process). An operation may be open at the
 * end, if the run was broken off. The rules do not apply to the nemesis, whose operations are all `info`.
 */

import type { Operation, Process } from '../operations/history.js';

/** A field whose value is impossible after the operations before it. */
export interface OrderProblem {
  readonly field: 'type' | 'process' | 'f';
  readonly expected: string;
  /** The hint, which follows the actual value. */
  readonly remedy: string;
}

const COMPLETE = ': complete that operation first, or give this one a process of its own';
const INVOKE = ': put its invocation before it, or leave the completion out';

interface Last {
  readonly operation: Operation;
  readonly line: number;
}

export class ProcessOrder {
  readonly #last = new Map<Process, Last>();

  /** Takes the next operation; returns undefined if it is allowed here. */
  add(operation: Operation, line: number): OrderProblem | undefined {
    const { process, type } = operation;
    if (process === 'nemesis') return undefined;
    const last = this.#last.get(process);
    const problem = type === 'invoke' ? beforeInvocation(last) : beforeCompletion(operation, last);
    this.#last.set(process, { operation, line });
    return problem;
  }
}

function beforeInvocation(last: Last | undefined): OrderProblem | undefined {
  if (last === undefined) return undefined;
  const { operation, line } = last;
  if (operation.type === 'invoke') {
    const expected = `ok, fail or info, since process ${operation.process} has not completed its ${operation.f} of line ${line}`;
    return { field: 'type', expected, remedy: COMPLETE };
  }
  if (operation.type !== 'info') return undefined;
  const expected = `another one, since process ${operation.process} ended with info in line ${line} and never acts again`;
  return { field: 'process', expected, remedy: ': give the operation a process of its own' };
}

function beforeCompletion({ process, f }: Operation, last: Last | undefined): OrderProblem | undefined {
  if (last === undefined) {
    const expected = `invoke, since process ${process} has invoked nothing yet`;
    return { field: 'type', expected, remedy: INVOKE };
  }
  const { operation, line } = last;
  if (operation.type !== 'invoke') {
    const expected = `invoke, since process ${process} has completed all that it invoked (the last in line ${line})`;
    return { field: 'type', expected, remedy: INVOKE };
  }
  if (operation.f === f) return undefined;
  const expected = `${operation.f}, which process ${process} invoked in line ${line}`;
  return { field: 'f', expected, remedy: ': a completion has the function of its invocation' };
}
