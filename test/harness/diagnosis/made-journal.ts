/** A journal made by hand: requests, replies and what became of them, heard as they are written down. */

import { type Body, isClientId, SECOND } from '../../../node/index.js';
import type { TroubleCount } from '../../../router/index.js';
import { Conversations, diagnose, type Diagnosis } from '../../../harness/diagnosis/index.js';
import type { DiagnosisEvidence } from '../../../harness/diagnosis/evidence.js';

export class MadeJournal {
  readonly conversations: Conversations;
  readonly nodes: readonly string[];
  #nextId = 0;
  #now = 0;

  constructor(nodes: readonly string[] = ['n1', 'n2', 'n3'], isHidden?: (client: string) => boolean) {
    this.nodes = nodes;
    this.conversations = new Conversations(nodes, isHidden);
  }

  /** Seconds. */
  at(seconds: number): this {
    this.#now = seconds * SECOND;
    return this;
  }

  /** A message that arrives at once; returns its id. */
  pass(src: string, dest: string, body: Body): number {
    const id = this.send(src, dest, body);
    this.conversations.receive(this.#now, { id, src, dest, forClient: isClientId(src) || isClientId(dest) });
    return id;
  }

  send(src: string, dest: string, body: Body): number {
    const id = this.#nextId++;
    const forClient = isClientId(src) || isClientId(dest);
    this.conversations.send(this.#now, { id, src, dest, body, forClient });
    return id;
  }

  drop(id: number, src: string, dest: string): void {
    const forClient = isClientId(src) || isClientId(dest);
    this.conversations.drop(this.#now, { id, src, dest, forClient });
  }

  /** Each node has answered `init`. */
  begun(): this {
    for (const [i, node] of this.nodes.entries()) this.answered(`c${i}`, node, 'init');
    return this;
  }

  answered(client: string, node: string, type: string, msgId = 1): void {
    this.pass(client, node, { type, msg_id: msgId });
    this.pass(node, client, { type: `${type}_ok`, in_reply_to: msgId });
  }

  diagnoses(given: Partial<DiagnosisEvidence> = {}): readonly Diagnosis[] {
    return diagnose({
      conversations: this.conversations,
      troubles: [],
      history: [],
      faults: [],
      options: { nodes: [...this.nodes], strict: false, availability: undefined, loss: 0 },
      end: 20 * SECOND,
      ...given,
    });
  }
}

export function trouble(
  node: string,
  kind: TroubleCount['kind'],
  count = 1,
  flaw = 'it is bad',
): TroubleCount {
  const first = {
    node,
    kind,
    what: `${node} did it`,
    flaw,
    text: 'xyz',
    expected: 'no xyz',
    hint: 'leave it',
  };
  return { node, kind, count, first: [first] };
}
