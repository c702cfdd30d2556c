/** Why a message is not the reply that a client waits for, in words that help the author of the node. */

import { type Body, printExact } from '../node/index.js';

/** What is wrong with `in_reply_to`. `elsewhere`: an integer, but not the `msg_id` of the request. */
export type ReplyFlaw = 'missing' | 'null' | 'string' | 'not-an-integer' | 'elsewhere';

/** The longest `in_reply_to` that is quoted in full. */
const SHOWN = 40;

/** Undefined if the body replies to the request of that `msg_id`. */
export function replyFlaw({ in_reply_to: came }: Body, msgId: number): ReplyFlaw | undefined {
  if (came === msgId) return undefined;
  const value: unknown = came;
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (typeof value === 'string') return 'string';
  return typeof value === 'bigint' || Number.isInteger(value) ? 'elsewhere' : 'not-an-integer';
}

/** The flaw as a phrase, such as `with in_reply_to "7", a string`: it follows `n1 sent echo_ok`. */
export function flawWords(flaw: ReplyFlaw, { in_reply_to: came }: Body): string {
  if (flaw === 'missing') return 'without in_reply_to';
  const text = printExact(came);
  const shown = `with in_reply_to ${text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}…`}`;
  switch (flaw) {
    case 'null':
      return shown;
    case 'string':
      return `${shown}, a string`;
    case 'not-an-integer':
      return `${shown}, which is no integer`;
    case 'elsewhere':
      return `${shown}, which is not the msg_id of the request`;
  }
}

/** The whole sentence on one message that came while a reply to `request` was awaited. */
export function flawSentence(node: string, body: Body, msgId: number, request: string): string | undefined {
  const flaw = replyFlaw(body, msgId);
  if (flaw === undefined) return undefined;
  return (
    `${node} sent ${typeOf(body)} ${flawWords(flaw, body)}; ` +
    `expected in_reply_to ${msgId} (the msg_id of ${request})`
  );
}

/** The type of a message, or words for a message without one. */
export function typeOf({ type }: Body): string {
  return typeof type === 'string' ? type : 'a message without type';
}
