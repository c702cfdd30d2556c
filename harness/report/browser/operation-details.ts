/** All that is known of one operation, with its messages. */

import { button, el, shown } from '../../page/browser/dom.js';
import { OPERATION_ENDS } from '../report-data.js';
import { bodyText, factList, followChip, parsed } from './body-text.js';
import type { Run } from './run.js';
import type { View } from './view.js';
import { messageTitle, milliseconds, seconds } from './words.js';

const MESSAGES_SHOWN = 40;

/** The rows of the messages of each operation, made when first needed. */
const messagesOf = new WeakMap<Run, ReadonlyMap<number, readonly number[]>>();

export async function operationDetails(view: View, row: number): Promise<readonly Node[]> {
  const { run } = view;
  const { operations, data } = run;
  const [input = '', output = '', error = ''] = JSON.parse(await operations.text.row(row)) as string[];
  const end = operations.end[row] ?? 0;
  const took = (operations.finish[row] ?? 0) - (operations.begin[row] ?? 0);
  const index = operations.index[row];
  const messages = messagesIn(run, row);
  return [
    el('h2', {}, operationTitle(run, row)),
    factList([
      ['index', end === 0 ? String(index) : `${index} to ${operations.completion[row]}`],
      ['process', String(operations.process[row])],
      ['invoked', seconds(operations.begin[row])],
      ['ended', end === 0 ? 'never' : `${OPERATION_ENDS[end]} after ${milliseconds(took)}`],
      ...(error === '' ? [] : [['error', shown(error)] as const]),
    ]),
    el(
      'p',
      { class: 'buttons' },
      ...(messages.length === 0
        ? ['No message of it is in the journal.']
        : [button(`show its ${messages.length} messages`, () => view.showMessages(messages))]),
      ...(isFollowable(input) ? [followChip(input, (value) => void view.follow(value))] : []),
    ),
    el('h3', {}, `${shown(data.functions[operations.f[row] ?? 0] ?? '')} was given`),
    bodyText(input),
    ...(end === 0 ? [] : [el('h3', {}, 'it returned'), bodyText(output)]),
    el(
      'ul',
      { class: 'plain' },
      ...messages.slice(0, MESSAGES_SHOWN).map((each) => {
        const link = button(`${run.messages.id[each]}  ${messageTitle(run, each)}`, () =>
          view.chooseMessage(each),
        );
        link.className = 'bare row';
        return el('li', {}, link);
      }),
    ),
  ];
}

/** `operation read`. */
export function operationTitle({ operations, data }: Run, row: number): string {
  return `operation ${shown(data.functions[operations.f[row] ?? 0] ?? '')}`;
}

function messagesIn(run: Run, operation: number): readonly number[] {
  let rows = messagesOf.get(run);
  if (rows === undefined) messagesOf.set(run, (rows = byOperation(run)));
  return rows.get(operation) ?? [];
}

function byOperation({ messages }: Run): ReadonlyMap<number, readonly number[]> {
  const rows = new Map<number, number[]>();
  for (let row = 0; row < messages.length; row++) {
    const operation = messages.operation[row] ?? -1;
    if (operation < 0) continue;
    const group = rows.get(operation);
    if (group === undefined) rows.set(operation, [row]);
    else group.push(row);
  }
  return rows;
}

function isFollowable(text: string): boolean {
  const value = parsed(text);
  return (typeof value === 'string' || typeof value === 'number') && text.length < 200;
}
