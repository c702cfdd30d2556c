/** Follows a value: finds the messages that carry it, lights them, and colours the lanes of the nodes that have it. */

import { shown } from '../../page/browser/dom.js';
import type { TimeWindow } from '../../page/browser/time-window.js';
import { knowledgeOf } from './knowledge.js';
import { hasArrived, type Run } from './run.js';
import type { Search } from './search.js';
import type { Selection } from './selection.js';

/** The part of a journey that is shown, of one that takes far longer: its beginning, up to the last failure. */
const FIRST = 60;

export class Follow {
  readonly #selection: Selection;
  readonly #window: TimeWindow;
  readonly #search: Search;
  readonly #note: (words: string) => void;

  /** `note` shows how far a search has come. */
  constructor(selection: Selection, window: TimeWindow, search: Search, note: (words: string) => void) {
    this.#selection = selection;
    this.#window = window;
    this.#search = search;
    this.#note = note;
  }

  /** `text` is JSON, or a text as it is. With `zoom` the window shows how the value spread. Resolves to whether it was found. */
  async value(text: string, zoom: boolean): Promise<boolean> {
    const { run } = this.#selection;
    const found = await this.#search.value(parse(text), (share) =>
      this.#note(`following ${shown(text)}… ${Math.round(share * 100)} %`),
    );
    if (found === undefined) return false;
    const journey = new Set<number>();
    for (let row = 0; row < found.both.length; row++) if (found.both[row] === 1) journey.add(row);
    this.#selection.follow(text, journey, knowledgeOf(run, found.carriers));
    const [from, to] = spreadOf(run, journey);
    if (zoom && to > from) this.#window.show(from, to);
    return journey.size > 0;
  }
}

/** From the first message to the last between nodes: reads show the value until the end. Early losses matter more than late copies. */
export function spreadOf({ messages, data }: Run, journey: ReadonlySet<number>): readonly [number, number] {
  let [from, to] = [Infinity, -Infinity];
  let count = 0;
  for (const row of journey) {
    if (data.causes[messages.cause[row] ?? 0] === 'client' && count > 1) continue;
    const isEarly = ++count <= FIRST || !hasArrived(messages.outcome[row]);
    if (!isEarly) continue;
    from = Math.min(from, messages.sent[row] ?? 0);
    to = Math.max(to, messages.end[row] ?? 0);
  }
  return [from, to];
}

/** JSON if it is valid JSON, else the text itself. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
