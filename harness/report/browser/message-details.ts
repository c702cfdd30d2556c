/** All that is known of one message, with ways to what belongs to it. */

import { button, el, shown } from '../../page/browser/dom.js';
import { bodyText, factList, followable, followChip } from './body-text.js';
import type { Run } from './run.js';
import type { View } from './view.js';
import { messageTitle, outcome, seconds } from './words.js';

const CHIPS = 12;

export async function messageDetails(view: View, row: number): Promise<readonly Node[]> {
  const { run } = view;
  const { messages, data } = run;
  const body = await messages.body.row(row);
  const request = messages.request[row] ?? -1;
  const reply = replyTo(run, row);
  const operation = messages.operation[row] ?? -1;
  const exchange = [...new Set([request, row, reply])].filter((each) => each >= 0);
  const names = new Set(data.endpoints.map(({ name }) => name));
  return [
    el('h2', {}, messageTitle(run, row)),
    factList([
      ['number', String(messages.id[row])],
      ['sent', seconds(messages.sent[row])],
      ['outcome', outcome(run, row)],
      ['cause', shown(data.causes[messages.cause[row] ?? 0] ?? '')],
    ]),
    el(
      'p',
      { class: 'buttons' },
      ...(request >= 0 ? [button('its request', () => view.chooseMessage(request))] : []),
      ...(reply >= 0 ? [button('its reply', () => view.chooseMessage(reply))] : []),
      ...(exchange.length > 1
        ? [button('show request and reply', () => view.showMessages(exchange, row))]
        : []),
      ...(operation >= 0 ? [button('its operation', () => view.showOperation(operation))] : []),
    ),
    el(
      'p',
      { class: 'chips' },
      ...followable(body, names)
        .slice(0, CHIPS)
        .map((value) => followChip(value, (each) => void view.follow(each))),
    ),
    bodyText(body),
  ];
}

/** The first message that answers this one; -1 if there is none. */
function replyTo({ messages }: Run, row: number): number {
  for (let later = row + 1; later < messages.length; later++)
    if (messages.request[later] === row) return later;
  return -1;
}
