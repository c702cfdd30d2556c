/**
 * One line of a text with cases, by itself: what it may be, in the text format or in a text that was pasted from a
 * site, a chat or an editor. `case-reader.ts` decides by the lines around it.
 */

import { isOption } from './case-options.js';
import { startsMessage } from './message-text.js';

export type SectionName = 'in' | 'out' | 'other';

type LineKind =
  | { readonly kind: 'blank' }
  /** The beginning or end of a block of code in Markdown. */
  | { readonly kind: 'fence' }
  /** The text of a button, a mark of the site. */
  | { readonly kind: 'noise'; readonly text: string }
  /** The name of a language, as sites put it above code. */
  | { readonly kind: 'language'; readonly text: string }
  | { readonly kind: 'comment'; readonly text: string }
  /** `case Its name` */
  | { readonly kind: 'case'; readonly name: string | undefined }
  /** `in ...`, `out ...` */
  | { readonly kind: 'word'; readonly word: 'in' | 'out'; readonly text: string }
  /** `Input`, `**Expected Output:**`, perhaps with a message in the same line. */
  | { readonly kind: 'section'; readonly section: SectionName; readonly text: string }
  | { readonly kind: 'option'; readonly name: string; readonly value: string }
  /** A heading in Markdown, or numbered as cases are. */
  | { readonly kind: 'heading'; readonly text: string; readonly timeout: string | undefined }
  | { readonly kind: 'text'; readonly text: string; readonly timeout: string | undefined };

export type Line = LineKind & {
  /** Counts from 1. */
  readonly number: number;
  /** The line of the file, without its end. */
  readonly source: string;
};

const NOISE =
  /^(?:cop(?:y|ied)!?(?: code| to clipboard)?|run(?: code)?|[✓✔✗✘✅❌]?\s*(?:passed|failed))$|^(?:points?|score|weight|hidden|visibility|visible|difficulty|tags?|category|status)\s*:/iu;
const LANGUAGE = /^(?:json(?:l| lines)?|ndjson|te?xt|plain ?text|bash|shell|sh)$/i;
const RULE = /^(?:[-=_*─═]\s*){3,}$/;
/** HTML of the site: `<h3>`, `</code>`. */
const TAGS = /<\/?[a-z][a-z0-9]*(?:\s[^<>]*)?>/gi;
const BEFORE = String.raw`(?:(?:sample|example|test|case|public|given|expect|expected|standard|the)\s+)*(?:\d+\s+)?`;
const BEHIND = String.raw`(?:\s+(?:data|lines?|messages?|json|stream))*(?:\s*#?\s*\d+)?(?:\s*\([^(){}]*\))?(?:,[^{}:]*)?(?:\s*copy)?`;
const SECTIONS: readonly (readonly [SectionName, RegExp])[] = [
  ['other', section('', String.raw`(?:your|actual|my|received)\s+(?:output|stdout|answers?)`)],
  ['other', section('', String.raw`explanations?|notes?|hints?|description|constraints`)],
  ['in', section(BEFORE, 'inputs?|stdin')],
  [
    'out',
    section(BEFORE, 'expected (?:results?|repl(?:y|ies)|answers?|responses?)|outputs?|stdout|expected'),
  ],
];
const NUMBERED =
  /^(?:(?:sample|example|public|hidden)\s+)?(?:test(?:\s*case)?|case|sample|example|scenario)\s*#?\d+\b/i;
const TIMEOUT =
  /[\s()[\]{}–—|·•,;:-]*time[\s-]?(?:out|limit)(?:\s+(?:of|is))?\s*([:=]?)\s*(\d+(?:[.,]\d+)?(?:\s*(ms|msecs?|milliseconds?|s|secs?|seconds?))?)(?:\s+\(?(?:each|per\s[\w ]+))?[\s()[\]{}.]*$/i;

/** Marks that a site puts before a heading. */
const SYMBOL = /^(?:[\p{So}\p{Sk}▶►▸]\uFE0F?)+\s*/u;

function section(before: string, words: string): RegExp {
  return new RegExp(`^${before}(?:${words})${BEHIND}\\s*(?<colon>[:：.])?\\s*(?<rest>.*)$`, 'i');
}

export function readLine(source: string, number: number): Line {
  return { ...kindOf(source), number, source };
}

function kindOf(source: string): LineKind {
  // Quote marks of chats and mails, and characters of no width.
  const quoted = source.replace(/^[\s\u200B\uFEFF]*(?:>[\s\u200B]?)*/, '').replace(/[\s\u200B\uFEFF]+$/, '');
  const line = (/^\s*</.test(quoted) ? quoted.replaceAll(TAGS, '') : quoted).trim();
  if (line === '' || RULE.test(line)) return { kind: 'blank' };
  if (startsMessage(line)) return { kind: 'text', text: line, timeout: undefined };
  if (/^(?:```|~~~)/.test(line)) return { kind: 'fence' };
  const title = /^case(?:\s+(.*))?$/s.exec(line);
  if (title !== null) return { kind: 'case', name: title[1] };
  const word = /^(in|out)(?:\s+(.*))?$/s.exec(line) ?? /^(in|out)\s*:?\s*(\{.*)$/is.exec(line);
  if (word !== null)
    return { kind: 'word', word: word[1]?.toLowerCase() === 'in' ? 'in' : 'out', text: word[2] ?? '' };
  const option = /^([A-Za-z][\w-]*)\s*:(?:\s+(.*))?$/.exec(line);
  const name = option?.[1]?.toLowerCase() ?? '';
  if (isOption(name))
    return { kind: 'option', name, value: (option?.[2] ?? '').replace(/(^|\s+)#.*$/, '').trim() };
  return markedUp(line);
}

/** A line with Markdown around its text. */
function markedUp(line: string): LineKind {
  const hashes = /^(#+)\s*(.*?)\s*#*$/.exec(line);
  const isMarked = hashes !== null || /^(\*\*|__)[^*_].*\1:?$/.test(line);
  const text = undecorated(hashes?.[2] ?? line);
  if (text === '')
    return hashes === null ? { kind: 'text', text: line, timeout: undefined } : { kind: 'comment', text };
  if (startsMessage(text))
    return hashes === null ? { kind: 'text', text, timeout: undefined } : { kind: 'comment', text };
  if (NOISE.test(text)) return { kind: 'noise', text };
  if (LANGUAGE.test(text)) return { kind: 'language', text };
  for (const [section, pattern] of SECTIONS) {
    const found = pattern.exec(text.replace(SYMBOL, ''))?.groups;
    if (found === undefined) continue;
    const { colon, rest = '' } = found;
    const inline = undecorated(rest);
    const isContent = inline === '' || startsMessage(inline) || (section === 'other' && colon !== undefined);
    if (isContent) return { kind: 'section', section, text: inline };
  }
  const { text: shorter, timeout } = splitTimeout(text);
  if (shorter === '' && timeout !== undefined) return { kind: 'option', name: 'timeout', value: timeout };
  // One number sign begins a comment of the text format: it is a title only if it can be nothing else.
  if (hashes?.[1] === '#') return { kind: 'comment', text: shorter };
  if (isMarked || NUMBERED.test(shorter)) return { kind: 'heading', text: shorter, timeout };
  return { kind: 'text', text: shorter === text ? line : shorter, timeout };
}

/** Without list marks, numbers, emphasis and code marks around the whole. */
function undecorated(text: string): string {
  let inner = text.replace(/^(?:[-*+•]\s+|\d+[.):]?\s*[|│]?\s+(?=\{|`|\*\*|__))/, '').trim();
  for (const mark of ['***', '**', '__', '`', '*', '_']) {
    const [, before, rest = ''] = new RegExp(`^(${escaped(mark)})(.*)$`, 's').exec(inner) ?? [];
    if (before === undefined) continue;
    // `**Input:**`, `**Input**:`, `**Input:** {...}`
    const end = rest.lastIndexOf(mark);
    if (end > 0) inner = `${rest.slice(0, end)}${rest.slice(end + mark.length)}`.trim();
  }
  return inner;
}

function escaped(mark: string): string {
  return mark.replaceAll('*', String.raw`\*`);
}

/** `Title (timeout 5 s)`, `TitleTimeout: 5000ms`: the title, and the time as written. */
function splitTimeout(text: string): { readonly text: string; readonly timeout: string | undefined } {
  const found = TIMEOUT.exec(text);
  const [, colon, value, unit] = found ?? [];
  // "Request timeout 5" is a title.
  if (found === null || (colon === '' && unit === undefined)) return { text, timeout: undefined };
  return { text: text.slice(0, found.index).trim(), timeout: value };
}
