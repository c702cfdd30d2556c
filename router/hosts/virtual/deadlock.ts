import { locksHeld } from '../deadlock.js';
import type { Wait } from './wait.js';

/** A thread, as far as it counts here. */
interface Thread {
  readonly state: string;
  readonly wait: Wait | undefined;
  readonly name: () => string;
}

/** What to say of a node none of whose threads can ever go on, undefined if one can: each waits for another's lock. */
export function deadlockOf(tasks: ReadonlySet<Thread>): string | undefined {
  if (tasks.size === 0) return undefined;
  for (const task of tasks) {
    const waits = task.state === 'parked' || task.state === 'waiting';
    const stuck = waits && task.wait?.call === 'futex' && task.wait.deadline === Infinity;
    if (!stuck && task.state !== 'ending') return undefined;
  }
  return locksHeld([...tasks].map((task) => task.name()));
}
