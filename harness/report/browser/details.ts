/** The panel beside the diagram: all data of the chosen message or operation, and links to related ones. */

import { rounded } from '../../text/rounded.js';
import { OPERATION_ENDS } from '../report-data.js';
import { button, byId, el, shown } from '../../page/browser/dom.js';
import { setLongText } from '../../page/browser/long-text.js';
import { DELIVERED, type Run, UNDER_WAY } from './run.js';
import type { Selection } from './selection.js';

const BODY_SHOWN = 20_000;
const MESSAGES_SHOWN = 100;

export interface Ways {
  /** Shows and highlights these messages. */
  readonly showMessages: (rows: readonly number[]) => void;
  readonly showOperation: (row: number) => void;
  readonly follow: (value: string) => void;
}

export class Details {
  readonly #box = byId('details');
  readonly #selection: Selection;
  readonly #ways: Ways;
  /** By operation: the rows of its messages, made when first needed. */
  #messagesOf: ReadonlyMap<number, readonly number[]> | undefined;
  #shown: string | undefined;

  constructor(selection: Selection, ways: Ways) {
    this.#selection = selection;
    this.#ways = ways;
    selection.onChange(() => void this.#show());
  }

  async #show(): Promise<void> {
    const { chosen, chosenOperation } = this.#selection;
    const what =
      chosen === undefined
        ? chosenOperation === undefined
          ? undefined
          : `o${chosenOperation}`
        : `m${chosen}`;
    if (what === this.#shown) return;
    this.#shown = what;
    const content =
      chosen !== undefined
        ? await this.#message(chosen)
        : chosenOperation !== undefined
          ? await this.#operation(chosenOperation)
          : [el('p', { class: 'quiet' }, 'Click a message or an operation to see what it is about.')];
    // Another message may have been chosen while the body was unpacked.
    if (this.#shown === what) this.#box.replaceChildren(...content);
  }

  async #message(row: number): Promise<Node[]> {
    const { run } = this.#selection;
    const { messages, data } = run;
    const name = (endpoint: number | undefined): string => shown(data.endpoints[endpoint ?? 0]?.name ?? '');
    const body = await messages.body.row(row);
    const request = messages.request[row] ?? -1;
    const reply = replyTo(run, row);
    const operation = messages.operation[row] ?? -1;
    const facts: [string, string][] = [
      ['number', String(messages.id[row])],
      ['sent', seconds(messages.sent[row])],
      ['outcome', outcome(run, row)],
      ['cause', shown(data.causes[messages.cause[row] ?? 0] ?? '')],
    ];
    const journey = [...new Set([request, row, reply])].filter((each) => each >= 0);
    return [
      el(
        'h3',
        {},
        `${name(messages.src[row])} → ${name(messages.dest[row])}  ${shown(data.types[messages.type[row] ?? 0] ?? '')}`,
      ),
      factList(facts),
      el(
        'p',
        {},
        ...(request >= 0 ? [button('its request', () => this.#selection.choose(request))] : []),
        ...(reply >= 0 ? [button('its reply', () => this.#selection.choose(reply))] : []),
        ...(journey.length > 1
          ? [button('show request and reply', () => this.#ways.showMessages(journey))]
          : []),
        ...(operation >= 0 ? [button('its operation', () => this.#ways.showOperation(operation))] : []),
      ),
      this.#values(body),
      bodyText(body),
    ];
  }

  /** Values to follow: those in the body, if they are few. */
  #values(body: string): HTMLElement {
    const values = new Set<string>();
    collect(parse(body), values, 0);
    const shownValues = [...values].slice(0, 12);
    return el(
      'p',
      {},
      ...shownValues.map((value) =>
        button(`follow ${shown(value.slice(0, 24))}`, () => this.#ways.follow(value)),
      ),
    );
  }

  async #operation(row: number): Promise<Node[]> {
    const { run } = this.#selection;
    const { operations, data } = run;
    const [asked = '', came = '', error = ''] = JSON.parse(await operations.text.row(row)) as string[];
    const end = operations.end[row] ?? 0;
    const took = (operations.finish[row] ?? 0) - (operations.begin[row] ?? 0);
    const facts: [string, string][] = [
      [
        'index',
        end === 0
          ? String(operations.index[row])
          : `${operations.index[row]} to ${operations.completion[row]}`,
      ],
      ['process', String(operations.process[row])],
      ['invoked', seconds(operations.begin[row])],
      ['ended', end === 0 ? 'never' : `${OPERATION_ENDS[end]} after ${milliseconds(took)}`],
      ...(error === '' ? [] : [['error', shown(error)] as [string, string]]),
    ];
    const messages = this.#messages(row);
    return [
      el('h3', {}, `operation ${shown(data.functions[operations.f[row] ?? 0] ?? '')}`),
      factList(facts),
      el(
        'p',
        {},
        ...(messages.length === 0
          ? ['No message of it is in the journal.']
          : [button(`show its ${messages.length} messages`, () => this.#ways.showMessages(messages))]),
        ...(isFollowable(asked) ? [button(`follow ${shown(asked)}`, () => this.#ways.follow(asked))] : []),
      ),
      el('h4', {}, 'asked'),
      bodyText(asked),
      ...(end === 0 ? [] : [el('h4', {}, 'came'), bodyText(came)]),
      el(
        'p',
        {},
        ...messages
          .slice(0, MESSAGES_SHOWN)
          .map((each) => button(`message ${run.messages.id[each]}`, () => this.#selection.choose(each))),
      ),
    ];
  }

  #messages(operation: number): readonly number[] {
    this.#messagesOf ??= byOperation(this.#selection.run);
    return this.#messagesOf.get(operation) ?? [];
  }
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

/** The first message that answers this one; -1 if there is none. */
function replyTo({ messages }: Run, row: number): number {
  for (let later = row + 1; later < messages.length; later++)
    if (messages.request[later] === row) return later;
  return -1;
}

export function outcome({ messages, data }: Run, row: number): string {
  const came = messages.outcome[row] ?? 0;
  if (came === UNDER_WAY) return 'still under way when the run ended';
  const copies = messages.copies[row] ?? 0;
  const end = messages.end[row] ?? 0;
  if (came === DELIVERED) {
    const times = copies > 1 ? `, ${copies} times` : '';
    return `delivered after ${milliseconds(end - (messages.sent[row] ?? 0))}, at ${seconds(end)}${times}`;
  }
  const reason = data.outcomes[came] ?? '';
  const fault = data.faults.find(({ drops, from, to }) => drops === reason && end >= from && end <= to);
  return shown(
    `dropped: ${reason}${fault === undefined ? '' : ` (${fault.text}, ${seconds(fault.from)} to ${seconds(fault.to)})`}`,
  );
}

function factList(facts: readonly (readonly [string, string])[]): HTMLElement {
  return el('dl', {}, ...facts.flatMap(([name, text]) => [el('dt', {}, name), el('dd', {}, text)]));
}

/** Formatted if it is small; of a large one the beginning, and all of it on request. */
function bodyText(body: string): HTMLElement {
  const box = el('div');
  const laidOut = (): string => {
    if (body.length > BODY_SHOWN) return body;
    const value = parse(body);
    try {
      return value === undefined || /\d{16}/.test(body) ? body : JSON.stringify(value, null, 2);
    } catch {
      return body;
    }
  };
  const pre = el('pre', { tabindex: '0' });
  setLongText(pre, laidOut().slice(0, BODY_SHOWN));
  box.append(pre);
  if (body.length > BODY_SHOWN) {
    const more = button(`show all ${body.length} characters`, () => {
      setLongText(pre, body);
      more.remove();
    });
    box.append(more);
  }
  return box;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const COUNTERS = new Set(['type', 'msg_id', 'in_reply_to', 'id', 'code', 'digest', 'have', 'seen']);

/** Scalars of a body, as JSON, outermost first, without counters. */
function collect(value: unknown, into: Set<string>, depth: number): void {
  if (into.size >= 40 || depth > 4) return;
  if (typeof value === 'string' || typeof value === 'number') into.add(JSON.stringify(value));
  else if (Array.isArray(value)) for (const each of value.slice(0, 40)) collect(each, into, depth + 1);
  else if (typeof value === 'object' && value !== null)
    for (const [name, member] of Object.entries(value))
      if (!COUNTERS.has(name)) collect(member, into, depth + 1);
}

function isFollowable(text: string): boolean {
  const value = parse(text);
  return (typeof value === 'string' || typeof value === 'number') && text.length < 200;
}

function seconds(time: number | undefined): string {
  return `${((time ?? 0) / 1e9).toFixed(4)} s`;
}

function milliseconds(time: number): string {
  return `${rounded(time / 1e6)} ms`;
}
