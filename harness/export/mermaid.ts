/**
 * A Mermaid sequence diagram, as GitHub shows it in a Markdown file: an arrow for each message in the order of
 * sending, a note for each fault. Characters that Mermaid could take for syntax are written as its entity codes,
 * `#59;`.
 */

import type { PlacedJourney } from '../trace/journeys.js';
import { elapsed, seconds } from '../trace/message-text.js';
import { Endpoints } from './endpoints.js';
import type { ExportedRun } from './exported-run.js';
import { faultLabel, messageLabel, shortened } from './message-label.js';

/**
 * GitHub's limit in characters; a longer diagram is replaced by an error (Mermaid's maxTextSize; its maxEdges is for
 * flow charts).
 */
export const MAX_CHARACTERS = 50_000;

const LABEL_COLUMNS = 60;
const FAULT_COLUMNS = 160;

export async function* mermaid({ nodes, entries }: ExportedRun): AsyncGenerator<string> {
  const endpoints = new Endpoints(nodes);
  for await (const entry of entries()) endpoints.add(entry);
  const names = endpoints.list().map(({ name }) => name);
  const aliases = new Map(names.map((name, i) => [name, aliasOf(name, i)]));
  yield 'sequenceDiagram';
  for (const [name, alias] of aliases) {
    yield alias === name ? `  participant ${alias}` : `  participant ${alias} as ${nameOf(name)}`;
  }
  const all = [...aliases.values()];
  const [first, last] = [all[0], all.at(-1)];
  for await (const entry of entries()) {
    if (entry.type !== 'fault') yield `  ${arrow(entry, aliases)}`;
    else if (first !== undefined) {
      const place = first === last ? first : `${first},${last}`;
      yield `  Note over ${place}: ${seconds(entry.time)} s ${escaped(faultLabel(entry, FAULT_COLUMNS))}`;
    }
  }
}

/** Mermaid requires a text there. */
function nameOf(name: string): string {
  return name.trim() === '' ? '(no name)' : escaped(shortened(name, 40));
}

function arrow(journey: PlacedJourney, aliases: ReadonlyMap<string, string>): string {
  const { message, sentAt, outcome, copies } = journey;
  const from = aliases.get(message.src) ?? '';
  const to = aliases.get(message.dest) ?? '';
  const label = escaped(messageLabel(message, LABEL_COLUMNS));
  switch (outcome.kind) {
    case 'delivered': {
      const times = copies > 1 ? ` ×${copies}` : '';
      return `${from}->>${to}: ${seconds(sentAt)} ${label}${elapsed(outcome.at - sentAt)}${times}`;
    }
    case 'dropped':
      return `${from}-x${to}: ${seconds(sentAt)} ${label} ✗ ${escaped(shortened(outcome.reason, 40))}`;
    case 'under-way':
      return `${from}--)${to}: ${seconds(sentAt)} ${label} … under way`;
  }
}

/** A name that is a reserved word of Mermaid, or has other than its letters, is replaced by a number. */
function aliasOf(name: string, index: number): string {
  return /^[a-z]+\d+$/.test(name) && !/^p\d/.test(name) && name.length <= 16 ? name : `p${index}`;
}

/**
 * All characters but letters, digits, and harmless punctuation; and the letter with which Mermaid begins its own
 * spelling of an entity code.
 */
const HARMFUL = /[^\p{L}\p{N} _.,:()[\]{}"'/=+*?!@^~|✗…×-]|ﬂ/gu;

function escaped(text: string): string {
  const coded = text.replaceAll(HARMFUL, (char) => `#${char.codePointAt(0) ?? 0};`);
  // Mermaid removes semicolons from lines with these words, wherever they stand.
  return coded.replaceAll(/style|classDef/g, (word) => `#${word.charCodeAt(0)};${word.slice(1)}`);
}
