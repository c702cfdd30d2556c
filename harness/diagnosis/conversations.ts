/**
 * Observes the network and records each node's requests and replies: enough to explain later why requests had no
 * answers. Fed during a run, or from its stored journal.
 *
 * A message between nodes costs a few look-ups in maps; objects are made only for clients and for errors.
 */

import { type Body, SECOND } from '../../node/index.js';
import { excerpt, flawWords, replyFlaw, type ReplyFlaw, typeOf } from '../../router/index.js';
import { type ErrorReply, keep, member, NodeTalk, type Open } from './node-talk.js';

/** The part of an envelope that is recorded. */
export interface Spoken {
  readonly id: number;
  readonly src: string;
  readonly dest: string;
  readonly body: Body;
  readonly forClient: boolean;
}

export type Passing = Omit<Spoken, 'body'>;

/** A client and its last request. */
interface Asker {
  readonly client: string;
  readonly hidden: boolean;
  node: NodeTalk;
  msgId: number;
  type: string;
  id: number;
  sent: number;
  delivered: boolean;
  /** The id of the reply. */
  reply: number | undefined;
  isError: boolean;
}

/** The requests to each node before the test begins. */
const SET_UP: ReadonlySet<string> = new Set(['init', 'topology', 'configure']);
/** The most kinds of wrong replies, of error replies and of types of messages that are distinguished. */
const KINDS = 50;
const TEXT = 120;

export class Conversations {
  readonly nodes: ReadonlyMap<string, NodeTalk>;
  /** Messages between nodes and services: how many in each second of the run, and of each type. */
  readonly perSecond: number[] = [];
  readonly byType = new Map<string, number>();
  readonly #isHidden: (client: string) => boolean;
  readonly #askers = new Map<string, Asker>();
  #end = 0;

  /** `isHidden`: clients that leave without waiting for replies; a missing reply to them means nothing. */
  constructor(nodes: readonly string[], isHidden: (client: string) => boolean = () => false) {
    this.nodes = new Map(nodes.map((node) => [node, new NodeTalk(node)]));
    this.#isHidden = isHidden;
  }

  /** When the last event happened. */
  get end(): number {
    return this.#end;
  }

  send(time: number, message: Spoken): void {
    this.#end = time;
    if (!message.forClient) {
      this.#between(time, message);
      return;
    }
    const speaker = this.nodes.get(message.src);
    if (speaker === undefined) this.#request(time, message);
    else this.#reply(time, speaker, message);
  }

  receive(time: number, { id, src, dest, forClient }: Passing): void {
    this.#end = time;
    if (forClient) {
      const asker = this.#askers.get(src);
      if (asker !== undefined && asker.id === id) asker.delivered = true;
      return;
    }
    const asking = this.nodes.get(dest)?.asking;
    if (asking !== undefined && asking.reply === id) asking.replied = time;
  }

  drop(time: number, { id, src, dest, forClient }: Passing): void {
    this.#end = time;
    if (forClient) {
      // A reply is dropped only if its client has left: it stopped waiting.
      const asker = this.#askers.get(dest);
      if (asker !== undefined && asker.reply === id) this.#takeBack(time, asker);
      return;
    }
    const asking = this.nodes.get(src)?.asking;
    if (asking !== undefined && asking.id === id) asking.dropped = true;
  }

  fault(time: number, fault: string, text: string): void {
    this.#end = time;
    if (fault !== 'crash') return;
    const node = this.nodes.get(text.split(' ', 1)[0] ?? '');
    if (node !== undefined) node.crashed = time;
  }

  /** The requests of clients that had no answer, by node, in the order of sending. */
  unanswered(): ReadonlyMap<NodeTalk, readonly Open[]> {
    const all = new Map([...this.nodes.values()].map((node) => [node, [...node.open]]));
    for (const asker of this.#askers.values()) {
      if (asker.reply === undefined && !asker.hidden) all.get(asker.node)?.push(openOf(asker));
    }
    for (const list of all.values()) list.sort((a, b) => a.id - b.id);
    return all;
  }

  #between(time: number, { id, src, dest, body }: Spoken): void {
    const second = Math.floor(time / SECOND);
    this.perSecond[second] = (this.perSecond[second] ?? 0) + 1;
    const type = typeOf(body);
    const count = this.byType.get(type);
    if (count !== undefined || this.byType.size < KINDS) this.byType.set(type, (count ?? 0) + 1);
    const { in_reply_to: inReplyTo, msg_id: msgId } = body;
    if (inReplyTo !== undefined) {
      const asking = this.nodes.get(dest)?.asking;
      if (asking !== undefined && asking.dest === src && asking.msgId === inReplyTo) asking.reply = id;
    }
    const speaker = this.nodes.get(src);
    if (speaker === undefined) return;
    speaker.lastSent = time;
    speaker.isTalking = true;
    const { asking } = speaker;
    asking.isLast = msgId !== undefined && inReplyTo === undefined;
    if (!asking.isLast) return;
    asking.id = id;
    asking.dest = dest;
    asking.type = type;
    asking.msgId = msgId;
    asking.sent = time;
    asking.reply = undefined;
    asking.replied = undefined;
    asking.dropped = false;
  }

  #request(time: number, { id, src, dest, body }: Spoken): void {
    const node = this.nodes.get(dest);
    const { msg_id: msgId } = body;
    // A node that uses the name of a client replies to something; a client never does.
    if (node === undefined || typeof msgId !== 'number' || body.in_reply_to !== undefined) return;
    const type = typeOf(body);
    node.type(type).asked++;
    const asker = member(this.#askers, src, () => ({
      client: src,
      hidden: this.#isHidden(src),
      node,
      msgId,
      type,
      id,
      sent: time,
      delivered: false,
      reply: id,
      isError: false,
    }));
    if (asker.reply === undefined && !asker.hidden) asker.node.open.push(openOf(asker));
    asker.node = node;
    asker.msgId = msgId;
    asker.type = type;
    asker.id = id;
    asker.sent = time;
    asker.delivered = false;
    asker.reply = undefined;
  }

  #reply(time: number, speaker: NodeTalk, message: Spoken): void {
    const { id, dest, body } = message;
    speaker.lastSent = time;
    speaker.asking.isLast = false;
    const asker = this.#askers.get(dest);
    if (asker === undefined) return;
    if (!SET_UP.has(asker.type)) speaker.isTalking = true;
    const flaw = replyFlaw(body, asker.msgId);
    if (flaw === undefined && asker.reply === undefined) this.#settle(asker, id, body);
    else if (flaw === undefined) this.#wrong(speaker, asker, 'again', message);
    else this.#stray(time, speaker, asker, flaw, message);
  }

  #settle(asker: Asker, id: number, body: Body): void {
    asker.reply = id;
    asker.isError = body.type === 'error';
    const talk = asker.node.type(asker.type);
    if (!asker.isError) {
      talk.ok++;
      return;
    }
    talk.errors++;
    const text = typeof body['text'] === 'string' ? excerpt(body['text'], TEXT) : '';
    const { code } = body;
    const name = `${typeof code} ${String(code)} ${text}`;
    const { errorReplies } = talk;
    if (errorReplies.size >= KINDS && !errorReplies.has(name)) return;
    keep(
      member(errorReplies, name, (): ErrorReply => ({ body: { code }, text, count: 0, ids: [] })),
      id,
    );
  }

  /** The reply came when its client had left. */
  #takeBack(time: number, asker: Asker): void {
    const talk = asker.node.type(asker.type);
    if (asker.isError) talk.errors--;
    else talk.ok--;
    if (!asker.hidden) keepLate(asker.node, asker, asker.reply ?? asker.id, time - asker.sent);
  }

  /** Not the reply that its client waits for: it replies to an earlier request, or to none. */
  #stray(time: number, speaker: NodeTalk, asker: Asker, flaw: ReplyFlaw, message: Spoken): void {
    const came = message.body.in_reply_to;
    if (flaw === 'elsewhere' && typeof came === 'number' && came >= 1 && came < asker.msgId) {
      const open = speaker.close(asker.client, came);
      if (open === undefined) this.#wrong(speaker, asker, 'again', message);
      else keepLate(speaker, open, message.id, time - open.sent);
      return;
    }
    this.#wrong(speaker, asker, flaw, message);
  }

  #wrong(speaker: NodeTalk, asker: Asker, flaw: ReplyFlaw | 'again', { id, body }: Spoken): void {
    const name = `${flaw} ${typeOf(body)} ${asker.type}`;
    if (speaker.wrong.size >= KINDS && !speaker.wrong.has(name)) return;
    const wrong = member(speaker.wrong, name, () => ({
      flaw,
      type: typeOf(body),
      request: asker.type,
      words: flaw === 'again' ? '' : flawWords(flaw, body),
      expected: `in_reply_to ${asker.msgId} (the msg_id of ${asker.type})`,
      count: 0,
      ids: [],
    }));
    keep(wrong, id);
  }
}

function openOf({ client, msgId, type, id, sent, delivered }: Asker): Open {
  return { client, msgId, type, id, sent, delivered };
}

function keepLate(node: NodeTalk, { type }: { readonly type: string }, id: number, after: number): void {
  const late = member(node.late, type, () => ({ count: 0, ids: [], shortest: after, longest: after }));
  late.shortest = Math.min(late.shortest, after);
  late.longest = Math.max(late.longest, after);
  keep(late, id);
}
