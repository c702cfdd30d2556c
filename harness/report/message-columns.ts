/** All messages of a run, column by column, gathered from its journal in the order of sending. */

import { naturalOrder } from '../text/natural-order.js';
import { compactJson, isClientId } from '../../node/index.js';
import { SERVICES } from '../../router/index.js';
import type { History } from '../operations/history.js';
import type { JournalEvent, SentMessage } from '../store/journal-reader.js';
import { jsonText } from '../trace/message-text.js';
import { Fate, Fates, type MessageOutcome } from '../trace/fates.js';
import { OperationFinder } from '../trace/operation-finder.js';
import { differences } from '../picture/varint.js';
import { columnElement, Names, TextBlocks } from '../page/packed.js';
import { Causes, OF_CLIENT } from './causes.js';
import type { Endpoint, EndpointKind } from './report-data.js';

const UNDER_WAY = 0;
const UNKNOWN = 'unknown';

class RowFate extends Fate {
  readonly row: number;

  constructor(row: number, copies: number | undefined) {
    super(copies);
    this.row = row;
  }
}

export class MessageColumns {
  readonly types = new Names();
  readonly outcomes = new Names(['under way', 'delivered', 'damaged']);
  readonly causes = new Names([OF_CLIENT]);
  readonly bodies = new TextBlocks('m-text');
  /** When the last event came. */
  end = 0;
  readonly #endpoints = new Names();
  readonly #causes = new Causes();
  readonly #uponType: string[] = [];
  readonly #finder: OperationFinder;
  readonly #id: number[] = [];
  readonly #sent: number[] = [];
  readonly #ended: number[] = [];
  readonly #src: number[] = [];
  readonly #dest: number[] = [];
  readonly #type: number[] = [];
  readonly #outcome: number[] = [];
  readonly #copies: number[] = [];
  readonly #cause: number[] = [];
  readonly #request: number[] = [];
  readonly #operation: number[] = [];
  readonly #fates = new Fates<RowFate>();
  readonly #requests = new Map<string, number>();

  constructor(history: History) {
    this.#finder = new OperationFinder(history);
  }

  get length(): number {
    return this.#id.length;
  }

  /** Requires all events of a journal, in order. */
  see(event: JournalEvent): void {
    this.end = Math.max(this.end, event.time);
    if (event.type === 'send') this.#send(event);
    else if (event.type !== 'fault') this.#ending(event);
    // Notes a node that the journal names.
    else if (event.fault === 'resume') this.#causes.goOn(event.time, this.#endpoints.of(event.text));
  }

  /** In the order of lanes; `src` and `dest` are renumbered by it. */
  endpoints(nodes: readonly string[]): readonly Endpoint[] {
    return this.#order(nodes).map((name) => ({ name, kind: kindOf(name) }));
  }

  /** The elements of all columns, and of the bodies. */
  elements(nodes: readonly string[]): string {
    const order = this.#order(nodes);
    this.#settleCauses();
    const lanes = this.#endpoints.all.map((name) => order.indexOf(name));
    const lane = (number: number): number => lanes[number] ?? 0;
    return [
      columnElement('m-id', differences(this.#id)),
      columnElement('m-sent', differences(this.#sent)),
      // 0: it has not ended.
      columnElement(
        'm-took',
        this.#ended.map((end, i) => (Number.isNaN(end) ? 0 : Math.max(0, end - (this.#sent[i] ?? 0)) + 1)),
      ),
      columnElement('m-src', this.#src.map(lane)),
      columnElement('m-dest', this.#dest.map(lane)),
      columnElement('m-type', this.#type),
      columnElement('m-outcome', this.#outcome),
      columnElement('m-copies', this.#copies),
      columnElement('m-cause', this.#cause),
      // How many rows back the request is; 0: there is none.
      columnElement(
        'm-request',
        this.#request.map((row, i) => (row < 0 ? 0 : i - row)),
      ),
      columnElement(
        'm-operation',
        this.#operation.map((index) => index + 1),
      ),
      this.bodies.finish(),
    ].join('');
  }

  #order(nodes: readonly string[]): readonly string[] {
    const others = this.#endpoints.all.filter((name) => !nodes.includes(name));
    const kind = (wanted: EndpointKind): string[] =>
      others.filter((name) => kindOf(name) === wanted).toSorted(naturalOrder);
    return [...nodes, ...kind('node'), ...kind('service'), ...kind('client')];
  }

  #send({ time, message, copies }: Extract<JournalEvent, { readonly type: 'send' }>): void {
    const { id, src, dest, body, bodyText } = message;
    const row = this.#id.length;
    const text = bodyText === undefined ? jsonText(body) : compactJson(bodyText);
    this.#id.push(id);
    this.#sent.push(time);
    this.#ended.push(NaN);
    this.#src.push(this.#endpoints.of(src));
    this.#dest.push(this.#endpoints.of(dest));
    this.#type.push(this.types.of(typeof body.type === 'string' ? body.type.slice(0, 200) : '(no type)'));
    this.#outcome.push(UNDER_WAY);
    this.#copies.push(0);
    this.#operation.push(this.#finder.of(message, time) ?? -1);
    const { msg_id, in_reply_to } = body;
    const request =
      typeof in_reply_to === 'number' ? (this.#requests.get(`${in_reply_to} ${dest} ${src}`) ?? -1) : -1;
    this.#request.push(request);
    if (request >= 0) this.#causes.reply(time, this.#src[row] ?? -1, request);
    this.#cause.push(this.causes.of(this.#causeOf(time, row, message, text)));
    if (typeof msg_id === 'number') this.#requests.set(`${msg_id} ${src} ${dest}`, row);
    this.bodies.add(text, `${src} ${String(body.type)}`);
    this.#fates.sent(id, new RowFate(row, copies));
  }

  #causeOf(time: number, row: number, { src, dest, body }: SentMessage, text: string): string {
    if (isClientId(src) || isClientId(dest)) return OF_CLIENT;
    if (body.in_reply_to !== undefined) return 'reply';
    const [from = -1, to = -1] = [this.#src[row], this.#dest[row]];
    if (this.#causes.isRepeated(from, to, text)) return 'sent again';
    this.#causes.send(time, from, row);
    return UNKNOWN;
  }

  #settleCauses(): void {
    for (const { message: row, guess } of this.#causes.guesses())
      this.#cause[row] = this.causes.of(guess.kind === 'upon' ? this.#upon(guess.type) : guess.kind);
  }

  /** One text for each type, not for each message: it is looked up for every one of them. */
  #upon(type: number): string {
    return (this.#uponType[type] ??= `upon ${this.types.all[type] ?? '?'}`);
  }

  #ending(event: Extract<JournalEvent, { readonly type: 'recv' | 'drop' }>): void {
    const { id, time } = event;
    const [reason, line] = event.type === 'drop' ? [event.reason] : [undefined, event.line];
    const fate = this.#fates.ended(id, time, reason, line);
    if (fate === undefined) return;
    const { row, copies, outcome } = fate;
    if (outcome.kind === 'under-way') return;
    this.#copies[row] = copies;
    this.#ended[row] = outcome.at;
    this.#outcome[row] = this.outcomes.of(outcomeName(outcome));
    if (event.type === 'recv') this.#causes.receive(time, this.#dest[row] ?? -1, this.#type[row] ?? -1, row);
  }
}

function outcomeName(outcome: MessageOutcome): string {
  if (outcome.kind === 'dropped') return outcome.reason;
  return outcome.kind === 'delivered' && outcome.line !== undefined ? 'damaged' : outcome.kind;
}

function kindOf(name: string): EndpointKind {
  if (isClientId(name)) return 'client';
  return SERVICES.some((service) => service === name) ? 'service' : 'node';
}
