/** Finds the rows of messages and operations by the numbers that findings give. */

import type { Run } from './run.js';

export class Rows {
  readonly #messages = new Map<number, number>();
  readonly #operations = new Map<number, number>();

  constructor({ messages, operations, data }: Run) {
    const wanted = new Set(data.findings.flatMap((finding) => finding.messages ?? []));
    for (let row = 0; row < messages.length; row++) {
      const id = messages.id[row] ?? -1;
      if (wanted.has(id)) this.#messages.set(id, row);
    }
    for (let row = 0; row < operations.length; row++) {
      this.#operations.set(operations.index[row] ?? -1, row);
      this.#operations.set(operations.completion[row] ?? -1, row);
    }
  }

  /** The row of a message that some finding names; -1 if it is not in the journal. */
  message(id: number): number {
    return this.#messages.get(id) ?? -1;
  }

  /** The rows of operations, each once: an invocation and its completion are one. */
  operations(indices: readonly number[]): readonly number[] {
    return [...new Set(indices.flatMap((index) => this.#operations.get(index) ?? []))];
  }
}
