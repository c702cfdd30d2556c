/** The body of a message or the value of an operation as text: laid out if it is small, of a large one the beginning. */

import { button, el, shown } from '../../page/browser/dom.js';
import { setLongText } from '../../page/browser/long-text.js';

const SHOWN = 20_000;
/** So many characters fit into a line or two. */
const ONE_LINE = 40;

export function bodyText(body: string): HTMLElement {
  const box = el('div');
  const pre = el('pre', { tabindex: '0' });
  setLongText(pre, laidOut(body).slice(0, SHOWN));
  box.append(pre);
  if (body.length > SHOWN) {
    const more = button(`show all ${body.length} characters`, () => {
      setLongText(pre, body);
      more.remove();
    });
    box.append(more);
  }
  return box;
}

function laidOut(body: string): string {
  if (body.length > SHOWN || body.length <= ONE_LINE) return body;
  const value = parsed(body);
  try {
    // Numbers that JavaScript would round stay as they are.
    return value === undefined || /\d{16}/.test(body) ? body : JSON.stringify(value, null, 2);
  } catch {
    return body;
  }
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const COUNTERS = new Set(['type', 'msg_id', 'in_reply_to', 'id', 'code', 'digest', 'have', 'seen']);
const DEEPEST = 4;
const MOST = 40;

/** Scalars of a body that may be followed, as JSON, outermost first: no counters, and none of `names`. */
export function followable(body: string, names: ReadonlySet<string>): readonly string[] {
  const found = new Set<string>();
  collect(parsed(body), found, names, 0);
  return [...found];
}

function collect(value: unknown, into: Set<string>, names: ReadonlySet<string>, depth: number): void {
  if (into.size >= MOST || depth > DEEPEST) return;
  if (typeof value === 'number' || (typeof value === 'string' && !names.has(value)))
    into.add(JSON.stringify(value));
  else if (Array.isArray(value))
    for (const each of value.slice(0, MOST)) collect(each, into, names, depth + 1);
  else if (typeof value === 'object' && value !== null)
    for (const [name, member] of Object.entries(value))
      if (!COUNTERS.has(name)) collect(member, into, names, depth + 1);
}

/** A chip that follows a value, which is JSON. */
export function followChip(value: string, follow: (value: string) => void): HTMLElement {
  const chip = button(`follow ${shown(value.slice(0, 24))}`, () => follow(value));
  chip.className = 'chip';
  return chip;
}

/** Names and values in two columns. */
export function factList(facts: readonly (readonly [name: string, text: string])[]): HTMLElement {
  return el(
    'dl',
    { class: 'facts' },
    ...facts.flatMap(([name, text]) => [el('dt', {}, name), el('dd', {}, text)]),
  );
}
