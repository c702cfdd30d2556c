/**
 * Classifies each line of a text with cases by the lines around it: a title, a line of a case, or text around the
 * cases.
 */

import { existing } from '../errors/existing.js';
import { wrong } from './case.js';
import { Draft } from './case-draft.js';
import { type Line, readLine, type SectionName } from './case-line.js';
import { OPTION_NAMES } from './case-options.js';
import type { Place } from '../errors/fixture-error.js';
import { holdsMessage, startsMessage } from './message-text.js';

/** A line that may be the title of the next case. */
interface Title {
  readonly line: Line;
  readonly text: string;
  readonly timeout: string | undefined;
  /** How likely it is a title: a heading, a short line, a sentence. */
  readonly rank: 0 | 1 | 2 | 3;
  /** Whether it stands alone between blank lines, as titles do before in and out lines. */
  readonly isAlone: boolean;
}

/** Ends a message that is printed over several lines, complete or not. */
const ENDS: ReadonlySet<Line['kind']> = new Set(['word', 'section', 'case', 'fence']);
/** May stand between a title and the heading of its input. */
const PASSED_OVER: ReadonlySet<Line['kind']> = new Set(['blank', 'fence', 'noise', 'language', 'option']);

/** Reads a text once, from the first line to the last. */
export class CaseReader {
  readonly lines: readonly Line[];
  readonly #file: string;
  readonly #drafts: Draft[] = [];
  #section: SectionName | undefined;
  #title: Title | undefined;
  #isInFence = false;
  /** Whether another line, even a blank one, came since the last line of a case. */
  #isApart = true;

  constructor(text: string, file: string) {
    this.lines = text
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/)
      .map((source, i) => readLine(source, i + 1));
    this.#file = file;
  }

  read(): readonly Draft[] {
    for (let i = 0; i < this.lines.length;) i += this.#take(i);
    return this.#drafts;
  }

  get #current(): Draft | undefined {
    return this.#drafts.at(-1);
  }

  /** Takes a line, perhaps with the lines after it; returns how many. */
  #take(i: number): number {
    const line = existing(this.lines[i]);
    const current = this.#current;
    switch (line.kind) {
      case 'blank':
        this.#isApart ||= !this.#isInFence;
        return 1;
      case 'fence':
        this.#isInFence = !this.#isInFence;
        this.#isApart = !this.#isInFence;
        return 1;
      case 'case':
        this.#begin(line, line.name ?? 'a case without a name', true);
        if (line.name === undefined)
          this.#current?.fail(wrong(this.#place(line), 'a name behind the word case', 'case'));
        return 1;
      case 'comment':
        if (current?.isWorded !== true) this.#propose(line, line.text, undefined, 0, i);
        return 1;
      case 'option':
        this.#option(line);
        return 1;
      case 'section':
        return this.#heading(line, i);
      case 'word':
        return this.#word(line, i);
      case 'heading':
        this.#propose(line, line.text, line.timeout, 3, i);
        if (current?.isWorded !== true) this.#section = undefined;
        return 1;
      case 'noise':
        return current?.isWorded === true ? this.#text(asText(line), i) : 1;
      case 'language': {
        const isAbove = this.#section === undefined || this.#isApart || this.#isFirstOfSection();
        return isAbove && current?.isWorded !== true ? 1 : this.#text(asText(line), i);
      }
      case 'text':
        return this.#text(line, i);
    }
  }

  #place({ number }: Line): Place {
    return { file: this.#file, line: number };
  }

  #begin(line: Line, name: string, isWorded = false): Draft {
    const draft = new Draft(this.#place(line), name, isWorded);
    this.#drafts.push(draft);
    this.#title = undefined;
    this.#section = undefined;
    this.#isApart = false;
    return draft;
  }

  /** Begins the case whose title came before, or one without a title. */
  #beginTitled(line: Line): Draft {
    const title = this.#title;
    const draft = this.#begin(title?.line ?? line, title?.text ?? `Case ${this.#drafts.length + 1}`);
    if (title?.timeout !== undefined) draft.timeout(this.#place(title.line), title.timeout);
    return draft;
  }

  #propose(line: Line, text: string, timeout: string | undefined, rank: Title['rank'], i: number): void {
    if (text === '') return;
    const isAlone = rank > 0 && this.#isBlank(i - 1) && this.#isBlank(i + 1);
    const before = this.#title;
    // A heading may be that of all cases, with the title of one below it.
    const isBelow = before?.timeout === undefined && rank === 2 && isAlone;
    if (before === undefined || rank >= before.rank || isBelow)
      this.#title = { line, text, timeout, rank, isAlone };
  }

  #isBlank(i: number): boolean {
    const kind = this.lines[i]?.kind;
    return kind === undefined || kind === 'blank';
  }

  #option(line: Line & { readonly kind: 'option' }): void {
    const { name, value, source } = line;
    const title = this.#title;
    const isOfTitle =
      title !== undefined && (this.#current?.isWorded === true ? title.isAlone : title.rank > 0);
    const current = isOfTitle ? this.#beginTitled(line) : this.#current;
    if (current === undefined) return;
    const isBehind = current.inputHeading !== undefined && current.hasLines;
    if (!isBehind) current.option(this.#place(line), name, value, source.trim());
    // Tasks may state it at the end of a case.
    else if (name === 'timeout' && !current.isGiven(name)) current.timeout(this.#place(line), value);
  }

  /** `Input`, `Expected Output`. */
  #heading(line: Line & { readonly kind: 'section' }, i: number): number {
    const { section, text } = line;
    let current = this.#current;
    if (section === 'in') {
      const isNew =
        current === undefined ||
        current.hasLines ||
        current.inputHeading !== undefined ||
        this.#title?.rank === 3;
      if (isNew) current = this.#beginTitled(line);
      if (current !== undefined) current.inputHeading = line.number;
      this.#title = undefined;
    } else if (section === 'out') {
      // Before any input it is a word of the text around.
      if (current === undefined || current.input.length === 0) return 1;
      current.outputHeading = line.number;
      this.#title = undefined;
    }
    this.#section = section;
    this.#isApart = false;
    return section === 'other' || text === '' || current === undefined
      ? 1
      : this.#content(section, line, text, i);
  }

  /** `in {...}`, `out {...}`. */
  #word(line: Line & { readonly kind: 'word' }, i: number): number {
    const { word, text } = line;
    const current = this.#current;
    const isProse =
      current?.isWorded !== true &&
      text !== '' &&
      !/^[{/]/.test(text) &&
      (this.#isApart || this.#section !== undefined);
    if (isProse) return this.#text(asText(line), i);
    const title = this.#title;
    const isTitled =
      title !== undefined && (title.isAlone || (title.rank === 3 && current?.isWorded !== true));
    if (current === undefined || isTitled) this.#beginTitled(line);
    this.#section = undefined;
    return this.#content(word, line, text, i);
  }

  #content(to: 'in' | 'out', line: Line, text: string, i: number): number {
    this.#isApart = false;
    this.#title = undefined;
    const behind = (most: number): readonly string[] => {
      const rest = this.lines.slice(i + 1, i + 1 + most);
      const end = rest.findIndex(({ kind }) => ENDS.has(kind));
      return (end < 0 ? rest : rest.slice(0, end)).map(({ source }) => source);
    };
    return this.#current?.take(to, this.#place(line), text, line.source, behind) ?? 1;
  }

  /** A line that has no form of its own: content below a heading, a title, or text around the cases. */
  #text(line: Line & { readonly kind: 'text' }, i: number): number {
    const { text, timeout } = line;
    const current = this.#current;
    const section = this.#section;
    if (section === 'in' || section === 'out') {
      const isMessage = startsMessage(text) || (section === 'out' && /^\/.+\/$/.test(text));
      if (isMessage) return this.#content(section, line, text, i);
      const isContent = timeout === undefined && this.#isContent(text, i);
      if (holdsMessage(text) && (isContent || this.#isFirstOfSection())) this.#inProse(line);
      if (isContent) return this.#content(section, line, text, i);
    } else if (current !== undefined && section === undefined && current.hasLines && holdsMessage(text)) {
      if (current.isWorded) this.#notUnderstood(current, line);
      else this.#inProse(line);
      return 1;
    } else if (current?.isWorded === true && !(this.#isBlank(i - 1) && this.#isBlank(i + 1))) {
      this.#notUnderstood(current, line);
      return 1;
    } else if (
      current !== undefined &&
      section === undefined &&
      current.inputHeading === undefined &&
      !this.#isApart
    ) {
      this.#notUnderstood(current, line);
      return 1;
    }
    const rank = timeout !== undefined ? 3 : isSentence(text) ? 1 : 2;
    this.#propose(line, text, timeout, rank, i);
    this.#isApart = true;
    return 1;
  }

  /** Whether plain text below a heading is a line of the case, and not the next title or text around. */
  #isContent(text: string, i: number): boolean {
    if (!this.#isFirstOfSection()) return !this.#isApart && !this.#leadsToInput(i);
    return !this.#isApart || (!this.#leadsToInput(i) && !isSentence(text));
  }

  #notUnderstood(current: Draft, line: Line): void {
    const expected = `case, in, out, a comment (#) or an option (${OPTION_NAMES})`;
    current.fail(wrong(this.#place(line), expected, line.source.trim()));
  }

  #inProse(line: Line): void {
    const expected = 'a message alone in its line, without words around it';
    this.#current?.fail(wrong(this.#place(line), expected, line.source.trim()));
  }

  #isFirstOfSection(): boolean {
    const current = this.#current;
    if (current === undefined) return false;
    return this.#section === 'in' ? current.input.length === 0 : current.output.length === 0;
  }

  /** Whether the next line that is not blank is the heading of an input. */
  #leadsToInput(i: number): boolean {
    let next = this.lines[++i];
    while (next !== undefined && PASSED_OVER.has(next.kind)) next = this.lines[++i];
    return next?.kind === 'section' && next.section === 'in';
  }
}

function isSentence(text: string): boolean {
  return text.length > 100 || /[.:;!?,]$/.test(text);
}

function asText({ number, source }: Line): Line & { readonly kind: 'text' } {
  return { kind: 'text', text: source.trim(), timeout: undefined, number, source };
}
