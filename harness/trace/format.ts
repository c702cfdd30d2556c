/**
 * The format of a trace: a line for each message and each fault.
 *
 *        4.100    17 n1 -> n3   gossip #7 {"values":[5]}                      ✓ 100 ms
 *        4.100    18 n1 -> n4   gossip #8 {"values":[5]}                   ✗ partition
 *     -- 4.200 s heal all links are open ---------------------------------------------
 *
 * Seconds at which it was sent, number, link, type, `#` its msg_id, `re` its in_reply_to, the rest of the body, and
 * its outcome. Text that a node chose goes through `printable` before it is shown. With a width no line is longer,
 * and the body is cut first; without one, lines are not cut.
 */

import { isClientId, type Message } from '../../node/index.js';
import type { ChalkInstance } from '../text/colors.js';
import { printable } from '../text/printable.js';
import type { FaultEvent } from '../store/journal-reader.js';
import { clip, columnsOf, wrap } from '../text/columns.js';
import type { Journey } from './journeys.js';
import { bodyJson, elapsed, faultText, fieldText, partsOf, seconds, TOO_DEEP } from './message-text.js';
import { NodeColors, type Paint } from './node-colors.js';

interface Piece {
  readonly text: string;
  readonly paint: Paint;
}

/** The most columns of one field in a line that has a width. */
const MAX_NODE = 16;
const MAX_TYPE = 24;
const MAX_REFERENCE = 12;
const LINK = 10;
/** The most characters of a fault's text if there is a width: ten lines or so. */
const MAX_FAULT = 800;

export class Formatter {
  readonly #colors: ChalkInstance;
  readonly #nodes: NodeColors;
  readonly #width: number | undefined;

  constructor(colors: ChalkInstance, width: number | undefined) {
    this.#colors = colors;
    this.#nodes = new NodeColors(colors);
    this.#width = width;
  }

  journey(journey: Journey): string {
    const pieces = this.#pieces(journey);
    const outcome = this.#outcome(journey);
    if (this.#width === undefined) {
      return `${pieces.map(({ text, paint }) => paint(text)).join('')}  ${outcome.paint(outcome.text)}`;
    }
    const end = clip(outcome.text, this.#width);
    let room = this.#width - columnsOf(end) - 1;
    let line = '';
    for (const { text, paint } of pieces) {
      const shown = clip(text, room);
      room -= columnsOf(shown);
      line += paint(shown);
      if (shown !== text) break;
    }
    return line + ' '.repeat(Math.max(0, room + 1)) + outcome.paint(end);
  }

  /** A rule across the page; a longer text takes several lines. */
  fault(event: FaultEvent): string {
    const said = `-- ${seconds(event.time)} s ${printable(faultText(event))}`;
    if (this.#width === undefined) return this.#colors.yellow(said);
    const [first = '', ...more] = wrap(clip(said, MAX_FAULT), this.#width, '   ');
    const dashes = more.length > 0 ? 0 : this.#width - columnsOf(first) - 1;
    const lines = [dashes > 0 ? `${first} ${'-'.repeat(dashes)}` : first, ...more];
    return lines.map((line) => this.#colors.yellow(line)).join('\n');
  }

  #pieces({ message, sentAt }: Journey): readonly Piece[] {
    const { dim, red } = this.#colors;
    const { type, request, reply, rest } = partsOf(message);
    const src = this.#field(message.src, MAX_NODE);
    const dest = this.#field(message.dest, MAX_NODE);
    const padding = ' '.repeat(Math.max(0, LINK - columnsOf(src) - columnsOf(dest) - 4));
    const kind = type === undefined ? '(no type)' : this.#field(type, MAX_TYPE);
    const number = request === undefined ? '' : ` #${this.#field(request, MAX_REFERENCE)}`;
    const answered = reply === undefined ? '' : ` re ${this.#field(reply, MAX_REFERENCE)}`;
    const body = rest === '{}' ? '' : ` ${printable(this.#start(rest))}`;
    const content = type === 'error' ? red : isForClient(message) ? dim : plain;
    return [
      { text: `${seconds(sentAt).padStart(8)} ${String(message.id).padStart(5)} `, paint: dim },
      { text: src, paint: this.#nodes.of(message.src) },
      { text: ' -> ', paint: dim },
      { text: dest, paint: this.#nodes.of(message.dest) },
      { text: `${padding} ${kind}`, paint: content },
      { text: number + answered, paint: dim },
      { text: body, paint: content },
    ];
  }

  #outcome({ message, sentAt, outcome, copies }: Journey): Piece {
    const { dim, green, red, yellow } = this.#colors;
    if (outcome.kind === 'under-way') return { text: '… under way', paint: yellow };
    if (outcome.kind === 'dropped') return { text: `✗ ${this.#field(outcome.reason, MAX_NODE)}`, paint: red };
    const times = copies > 1 ? ` ×${copies}` : '';
    const took = `${elapsed(outcome.at - sentAt)}${times}`;
    if (outcome.line !== undefined)
      return { text: `≠${took} damaged: ${printable(this.#start(bodyOfLine(outcome.line)))}`, paint: yellow };
    return { text: `✓${took}`, paint: isForClient(message) ? dim : green };
  }

  /** A field that should be a short text or a number, but may hold any value. */
  #field(value: unknown, columns: number): string {
    const text = printable(this.#start(fieldText(value)));
    return this.#width === undefined ? text : clip(text, columns);
  }

  /** Cuts a text to what can be shown before it is processed further. */
  #start(text: string): string {
    // A character has two code units at most, and each may be a column; escaping never shortens a text.
    return this.#width === undefined ? text : text.slice(0, 2 * this.#width + 2);
  }
}

/** A journey for programs: an object on one line, each key always there. */
export function journeyJson({ message, sentAt, outcome, copies }: Journey): string {
  const { id, src, dest } = message;
  const at_ns = outcome.kind === 'under-way' ? null : outcome.at;
  const reason = outcome.kind === 'dropped' ? outcome.reason : null;
  // Only a message that was damaged has a line of its own.
  const damaged = outcome.kind === 'delivered' && outcome.line !== undefined && { line: outcome.line };
  const rest = { sent_at_ns: sentAt, outcome: outcome.kind, at_ns, reason, copies, ...damaged };
  const text = bodyJson(message);
  const member = text === TOO_DEEP ? JSON.stringify(TOO_DEEP) : text;
  return `${JSON.stringify({ id, src, dest }).slice(0, -1)},"body":${member},${JSON.stringify(rest).slice(1)}`;
}

/** From the body on, of a line that need not be JSON. */
function bodyOfLine(line: string): string {
  return line.slice(line.indexOf('"body":') + '"body":'.length, -1);
}

function isForClient({ src, dest }: Message): boolean {
  return isClientId(src) || isClientId(dest);
}

function plain(text: string): string {
  return text;
}
