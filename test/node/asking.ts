/** Requests to a wired node: the body that one is answered with at once, without the numbers. */

import type { Body } from '../../node/index.js';
import type { WiredNode } from './wired-node.js';

export function ask(wired: WiredNode, body: Body): Readonly<Record<string, unknown>> {
  wired.receive({ msg_id: 99, ...body });
  const reply = wired.takeBodies().find(({ in_reply_to }) => in_reply_to === 99);
  const { msg_id: _, in_reply_to: __, ...answer } = reply ?? {};
  return answer;
}
