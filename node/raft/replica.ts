/** A member of a replicated key-value store: consensus, the state that it is about, and the requests of clients. */

import { Raft } from './raft.js';
import { Requests } from './requests.js';
import { type Command, type Operation, type CommandOutcome, Store } from './store.js';
import type { Surroundings } from './surroundings.js';

export class Replica {
  readonly raft: Raft;
  readonly requests: Requests;
  readonly store = new Store();

  constructor(surroundings: Surroundings) {
    const { store } = this;
    const machine = {
      apply: (command: unknown) =>
        this.requests.executed(command as Command, store.apply(command as Command)),
      snapshot: () => store.snapshot(),
      restore: (state: unknown) => store.restore(state),
    };
    this.raft = new Raft(surroundings, machine, () => this.requests.leaderChanged());
    this.requests = new Requests(surroundings, this.raft, store);
  }

  start(): void {
    this.raft.start();
  }

  /** See `Requests.submit`. */
  submit(operation: Operation, sinceMs: number): CommandOutcome | Promise<CommandOutcome> {
    return this.requests.submit(operation, sinceMs);
  }
}
