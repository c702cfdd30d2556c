/** Counts a stored journal again, and listens to it again, as was done while the network ran. */

import { isClientId } from '../../node/index.js';
import { Envelope } from '../../router/index.js';
import { NetStatistics } from '../checkers/index.js';
import type { Conversations, Passing } from '../diagnosis/index.js';
import { type JournalEvent, readJournal } from '../store/journal-reader.js';
import type { ReadOptions } from '../store/ndjson-reader.js';

/** What is counted is only whether a client is at one end. */
const FOR_CLIENT = new Envelope(0, { src: 'c0', dest: 'n0', body: {} });
const FOR_SERVER = new Envelope(0, { src: 'n0', dest: 'n1', body: {} });

/**
 * `observers` are the clients whose messages do not count; `conversations` hears everything. Throws a UsageError if the
 * file is no journal.
 */
export async function countJournal(
  file: string,
  observers: readonly string[],
  { whole, conversations }: Pick<ReadOptions, 'whole'> & { readonly conversations?: Conversations } = {},
): Promise<NetStatistics> {
  const statistics = new NetStatistics();
  const hidden = new Set(observers);
  const kinds = new Map<number, Envelope>();
  const listener = conversations === undefined ? undefined : new Listener(conversations);
  for await (const event of readJournal(file, { ...(whole !== undefined && { whole }) })) {
    listener?.hear(event);
    if (event.type === 'send') {
      const { id, src, dest } = event.message;
      if (hidden.has(src) || hidden.has(dest)) continue;
      const kind = isClientId(src) || isClientId(dest) ? FOR_CLIENT : FOR_SERVER;
      kinds.set(id, kind);
      statistics.send(event.time, kind);
    } else if (event.type === 'recv') {
      const kind = kinds.get(event.id);
      if (kind !== undefined) statistics.receive(event.time, kind);
    }
  }
  return statistics;
}

/** Hands events on with what a stored one leaves out: whose message it is. */
class Listener {
  readonly #conversations: Conversations;
  /** Messages under way. A second delivery of one is not heard. */
  readonly #underWay = new Map<number, Passing>();

  constructor(conversations: Conversations) {
    this.#conversations = conversations;
  }

  hear(event: JournalEvent): void {
    const { time } = event;
    switch (event.type) {
      case 'send': {
        const { id, src, dest, body } = event.message;
        const forClient = isClientId(src) || isClientId(dest);
        this.#underWay.set(id, { id, src, dest, forClient });
        this.#conversations.send(time, { id, src, dest, body, forClient });
        return;
      }
      case 'recv':
      case 'drop': {
        const passing = this.#underWay.get(event.id);
        if (passing === undefined) return;
        this.#underWay.delete(event.id);
        if (event.type === 'recv') this.#conversations.receive(time, passing);
        else this.#conversations.drop(time, passing);
        return;
      }
      case 'fault':
        this.#conversations.fault(time, event.fault, event.text);
    }
  }
}
