/**
 * What must always be true of a Raft cluster (figure 3 of the paper), looked at from outside while it runs.
 *
 * Election safety: a term has one leader. Log matching: where two logs agree on the term of an entry, they agree on it and on
 * all before it. Leader completeness: what is committed is in the log of every later leader. State machine safety: what one
 * node has executed at an index, no other executes differently. And no follower that is no member is ever elected.
 */

import type { Replica } from '../../../node/raft/replica.js';

export class Invariants {
  readonly complaints = new Set<string>();
  readonly #leaders = new Map<number, string>();
  /** What some node has executed: the text of each entry, by index. */
  readonly #executed = new Map<number, { readonly text: string; readonly term: number }>();
  readonly #lastCommit = new WeakMap<Replica, number>();
  #highest = 0;

  /** Looks at the nodes that are alive. `deep` compares whole logs too. */
  look(replicas: ReadonlyMap<string, Replica>, deep: boolean): void {
    for (const [node, replica] of replicas) this.#lookAtCommits(node, replica);
    for (const [node, replica] of replicas) if (replica.raft.isLeader) this.#lookAtLeader(node, replica);
    if (deep) this.#compareLogs([...replicas]);
  }

  get committed(): number {
    return this.#highest;
  }

  get terms(): number {
    return this.#leaders.size;
  }

  #lookAtCommits(node: string, replica: Replica): void {
    const { log, commitIndex } = replica.raft;
    const from = Math.max(this.#lastCommit.get(replica) ?? 0, log.firstGone);
    for (let index = from + 1; index <= commitIndex; index++) {
      const entry = log.at(index);
      if (entry === undefined) continue;
      const text = JSON.stringify(entry.command);
      const known = this.#executed.get(index);
      if (known === undefined) this.#executed.set(index, { text, term: entry.term });
      else if (known.text !== text)
        this.complaints.add(`state machine safety: ${node} executed ${text} at ${index}, not ${known.text}`);
    }
    this.#lastCommit.set(replica, commitIndex);
    this.#highest = Math.max(this.#highest, commitIndex);
  }

  #lookAtLeader(node: string, { raft }: Replica): void {
    const { term, member } = raft.ballot;
    const other = this.#leaders.get(term);
    if (other === undefined) {
      this.#leaders.set(term, node);
      for (const [index, entry] of this.#executed) {
        if (entry.term < term && index > raft.log.firstGone && raft.log.termAt(index) !== entry.term)
          this.complaints.add(`leader completeness: ${node}, leader of term ${term}, lacks ${index}`);
      }
    } else if (other !== node)
      this.complaints.add(`election safety: ${other} and ${node} lead in term ${term}`);
    if (!member) this.complaints.add(`admission: ${node} leads, and is no member`);
  }

  #compareLogs(replicas: readonly (readonly [string, Replica])[]): void {
    for (const [i, [a, { raft: one }]] of replicas.entries()) {
      for (const [b, { raft: two }] of replicas.slice(i + 1)) {
        let agree = false;
        const last = Math.min(one.log.lastIndex, two.log.lastIndex);
        for (let index = last; index > Math.max(one.log.firstGone, two.log.firstGone); index--) {
          const same = one.log.termAt(index) === two.log.termAt(index);
          const [mine, yours] = [one.log.at(index), two.log.at(index)].map((entry) =>
            JSON.stringify(entry?.command),
          );
          if ((agree && !same) || (same && mine !== yours))
            this.complaints.add(
              `log matching: ${a} and ${b} differ at ${index}, and agree on its term or behind it`,
            );
          agree ||= same;
        }
      }
    }
  }
}
