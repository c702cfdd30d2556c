/**
 * The ids of a node's processes and threads: a program is shown others than the kernel's, the same in each run.
 *
 * The kernel writes some ids into memory by itself, such as those by which a thread owns a lock: these stay real, and libraries
 * use both. None is of both sorts.
 */

export class Ids {
  #next: number;
  readonly #real = new Map<number, number>();
  readonly #virtual = new Map<number, number>();

  /** The first id that is shown; the others follow it. */
  constructor(first: number) {
    this.#next = first;
  }

  /** A process or a thread has begun. Returns what it is shown as its id. */
  add(real: number): number {
    const virtual = this.#next++;
    // The kernel gives an id again when nobody has it any more.
    this.forget(real);
    this.#real.set(virtual, real);
    this.#virtual.set(real, virtual);
    return virtual;
  }

  /** The kernel's id, of either; undefined for one that no process or thread of the node has. */
  real(id: number): number | undefined {
    return this.#virtual.has(id) ? id : this.#real.get(id);
  }

  /** What is shown instead of an id of the kernel: the same if it is not of this node. */
  virtual(real: number): number {
    return this.#virtual.get(real) ?? real;
  }

  /** Nobody can ask about it any more. */
  forget(real: number): void {
    const virtual = this.#virtual.get(real);
    if (virtual !== undefined) this.#real.delete(virtual);
    this.#virtual.delete(real);
  }
}
