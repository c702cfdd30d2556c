/** What decides a failure: single changes of its plan with which it does not fail. */

import type { MessageException, MessageName } from '../../router/index.js';
import { messageText, type RunPlan } from '../plan/run-plan.js';
import { changedPlan } from './what-if.js';

/** A message that did not arrive, and when it was sent, in seconds since the run's zero. */
export interface DroppedMessage {
  readonly message: MessageName;
  readonly time: number;
  readonly reason: string;
}

/** One change that makes the run valid. */
export interface Decisive {
  /** `the gossip n1->n3 2, dropped at 3.20 s (partition): with it delivered` */
  readonly what: string;
}

const NOTHING = { messages: [], withoutFaults: [], withoutOperations: [] };
/** The most messages that are tried. */
const MOST = 60;

/**
 * Tries each change alone: each fault left out, each exception left out, each message that was dropped delivered. `dropped` are the
 * run's, in the order of time. `isValid` makes the run of a plan.
 */
export async function decisiveChanges(
  plan: RunPlan,
  dropped: readonly DroppedMessage[],
  isValid: (plan: RunPlan) => Promise<boolean>,
): Promise<readonly Decisive[]> {
  const found: Decisive[] = [];
  const attempt = async (changed: RunPlan, what: string): Promise<void> => {
    if (await isValid(changed)) found.push({ what });
  };
  for (const { message, time, reason } of dropped.slice(0, MOST)) {
    const messages = [{ message, fate: { delivered: true } }];
    const at = `dropped at ${time.toFixed(3)} s (${reason})`;
    await attempt(
      changedPlan(plan, { ...NOTHING, messages }),
      `${messageText(message)}, ${at}: if it is delivered`,
    );
  }
  for (const exception of plan.exceptions) {
    const exceptions = plan.exceptions.filter((each) => each !== exception);
    await attempt({ ...plan, exceptions }, `${exceptionText(exception)}: if it goes its usual way`);
  }
  for (const [i, { at, do: line }] of plan.faults.entries()) {
    await attempt(
      changedPlan(plan, { ...NOTHING, withoutFaults: [i + 1] }),
      `${line} at ${at} s: without it`,
    );
  }
  return found;
}

function exceptionText({ message, fate }: MessageException): string {
  const what = [
    ...(fate.lost === true ? ['lost'] : []),
    ...(fate.delay === undefined ? [] : [`${fate.delay / 1e6} ms under way`]),
    ...(fate.duplicates === undefined ? [] : ['delivered twice']),
    ...(fate.damages === undefined ? [] : ['damaged']),
  ];
  return `${messageText(message)}, ${what.join(', ')}`;
}
