/** Which threads of a node wait on which futex, first come first served. */

interface Waiter<Task, Process> {
  readonly task: Task;
  process: Process;
  address: number;
  /** What its call returns if it is woken here. */
  readonly result: number;
}

export class FutexQueues<Task, Process> {
  #waiters: Waiter<Task, Process>[] = [];
  readonly #release: (task: Task, result: number) => void;

  /** `release` lets a thread go on, with the result of its call. */
  constructor(release: (task: Task, result: number) => void) {
    this.#release = release;
  }

  /** A thread that waits at several addresses is woken once. */
  add(process: Process, address: number, task: Task, result = 0): void {
    this.#waiters.push({ task, process, address, result });
  }

  remove(task: Task): void {
    this.#waiters = this.#waiters.filter((each) => each.task !== task);
  }

  /** How many were woken. */
  wake(process: Process, address: number, most: number): number {
    const woken = this.#at(process, address).slice(0, Math.max(0, most));
    for (const { task, result } of woken) this.#release(task, result);
    return woken.length;
  }

  /** How many now wait on the other address. */
  move(process: Process, address: number, other: number, most: number): number {
    const moved = this.#at(process, address).slice(0, Math.max(0, most));
    for (const waiter of moved) waiter.address = other;
    return moved.length;
  }

  /**
   * Wakes those whose word has changed without a call: the kernel clears a word when a thread ends. A wait may always end
   * early, so it does no harm if somebody else changed it.
   */
  wakeChanged(changed: (task: Task, address: number) => boolean): void {
    for (const { task, address } of this.#waiters.slice()) {
      if (changed(task, address)) this.#release(task, 0);
    }
  }

  /** Processes that share memory wait at the same address: they are forks of one another. */
  #at(process: Process, address: number): readonly Waiter<Task, Process>[] {
    const here = this.#waiters.filter((each) => each.address === address);
    const own = here.filter((each) => each.process === process);
    return own.length > 0 ? own : here;
  }
}
