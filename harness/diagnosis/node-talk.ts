/**
 * The requests to one node and its messages, as far as a diagnosis needs them. Times: nanoseconds since the run's
 * zero.
 */

import type { ReplyFlaw } from '../../router/index.js';
import { EXAMPLES } from './diagnosis.js';

/** A request of a client that had no answer while the client waited. */
export interface Open {
  readonly client: string;
  readonly msgId: number;
  readonly type: string;
  /** Its id in the journal. */
  readonly id: number;
  readonly sent: number;
  /** False if the network dropped it: the node never saw it. */
  readonly delivered: boolean;
}

/** Messages of one kind: how many, and the ids of the first. */
export interface Kept {
  count: number;
  readonly ids: number[];
}

/** Error replies of one code and text. */
export interface ErrorReply extends Kept {
  readonly body: { readonly code?: unknown };
  readonly text: string;
}

/** Requests of one type to one node. */
export interface TypeTalk {
  asked: number;
  ok: number;
  errors: number;
  readonly errorReplies: Map<string, ErrorReply>;
}

/**
 * Replies of one type that replied to no open request, all with the same flaw. `again`: to a request that was
 * answered before.
 */
export interface WrongReply extends Kept {
  readonly flaw: ReplyFlaw | 'again';
  readonly type: string;
  /** The type of the request that was open at its client. */
  readonly request: string;
  /** The flaw of the first, and the expected value. */
  readonly words: string;
  readonly expected: string;
}

/** Replies to requests of one type that came when their clients had stopped waiting. */
export interface LateReplies extends Kept {
  /** Between the request and its reply. */
  shortest: number;
  longest: number;
}

/** The last request that a node sent to another node or a service. One object a node, overwritten by each request. */
export interface OwnRequest {
  /** It is the last message that the node sent. */
  isLast: boolean;
  id: number;
  dest: string;
  type: string;
  msgId: unknown;
  sent: number;
  /** The id of the reply, when it was sent, and when it was delivered. */
  reply: number | undefined;
  replied: number | undefined;
  dropped: boolean;
}

export class NodeTalk {
  readonly node: string;
  readonly types = new Map<string, TypeTalk>();
  readonly open: Open[] = [];
  readonly wrong = new Map<string, WrongReply>();
  readonly late = new Map<string, LateReplies>();
  /** When it last sent a message; undefined if it never did. */
  lastSent: number | undefined;
  /** It sent a message beside replies to the requests before the test. */
  isTalking = false;
  /** When it last ended by itself. */
  crashed: number | undefined;
  readonly asking: OwnRequest = {
    isLast: false,
    id: -1,
    dest: '',
    type: '',
    msgId: undefined,
    sent: 0,
    reply: undefined,
    replied: undefined,
    dropped: false,
  };

  constructor(node: string) {
    this.node = node;
  }

  type(name: string): TypeTalk {
    return member(this.types, name, () => ({ asked: 0, ok: 0, errors: 0, errorReplies: new Map() }));
  }

  /** Removes a request that was counted as open: its index among those of `client` and `msgId`. */
  close(client: string, msgId: number): Open | undefined {
    const place = this.open.findLastIndex((open) => open.client === client && open.msgId === msgId);
    return place < 0 ? undefined : this.open.splice(place, 1)[0];
  }
}

export function keep(kept: Kept, id: number): void {
  kept.count++;
  if (kept.ids.length < EXAMPLES) kept.ids.push(id);
}

/** The member of that name, made if it is not there. */
export function member<T>(map: Map<string, T>, name: string, make: () => T): T {
  let found = map.get(name);
  if (found === undefined) {
    found = make();
    map.set(name, found);
  }
  return found;
}
