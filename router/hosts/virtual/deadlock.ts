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
    const stuck = task.state === 'parked' && task.wait?.call === 'futex' && task.wait.deadline === Infinity;
    if (!stuck && task.state !== 'ending') return undefined;
  }
  const names = [...tasks].map((task) => task.name());
  const many = tasks.size === 1 ? 'its only thread waits' : `all ${tasks.size} threads wait`;
  return `${many} on locks (${[...new Set(names)].slice(0, 5).join(', ')}), and none waits for a time or for input`;
}
