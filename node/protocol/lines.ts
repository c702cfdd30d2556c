/**
 * Cuts a stream of bytes into lines: LF, CRLF or CR end one, UTF-8 may be split anywhere.
 *
 * Own code because a node's live output must survive what stream splitters on the registry do not: one bad line, a
 * line of many megabytes in small chunks (they are quadratic there), a line longer than any sane limit. Time is
 * linear in the bytes, memory is bounded by `maxLength`.
 */

import { StringDecoder } from 'node:string_decoder';

/** Gets the lines of a stream, in order. */
export interface LineListener {
  /**
   * A whole line without its end. Lines count from 1. A line is not `intact` if it held bytes that are not UTF-8:
   * U+FFFD stands for each of these.
   */
  line(text: string, number: number, intact: boolean): void;
  /** A line that passed the limit: `start` is its first characters; the rest was thrown away. */
  tooLong(start: string, number: number): void;
}

/** Characters that a line may have: 64 Mi. */
export const DEFAULT_MAX_LINE_LENGTH = 64 * 1024 * 1024;
const START_LENGTH = 200;
const REST_LENGTH = 4000;
const REPLACEMENT = '\uFFFD';
/** U+FFFD in UTF-8, a character for each byte. */
const REPLACEMENT_BYTES = '\u00EF\u00BF\u00BD';

/** Cuts one stream into lines. Never throws; what is wrong with a line, its listener hears. */
export class LineSplitter {
  readonly #listener: LineListener;
  readonly #maxLength: number;
  readonly #decoder = new StringDecoder('utf8');
  /** Pieces of the line that has not ended yet; joined once, when it ends. */
  #pieces: string[] = [];
  #length = 0;
  #skipping = false;
  /** What is being taken held bytes that are not UTF-8. */
  #bad = false;
  /** So did the line that has not ended yet. */
  #badLine = false;
  /** The last bytes of the chunk before: a character may begin there. */
  #before: Buffer = Buffer.alloc(0);
  #number = 0;
  /** The last chunk ended in CR: an LF that comes first now belongs to it. */
  #afterCr = false;

  /** `maxLength`: in characters; of a longer line only the beginning is reported. */
  constructor(listener: LineListener, maxLength: number = DEFAULT_MAX_LINE_LENGTH) {
    this.#listener = listener;
    this.#maxLength = maxLength;
  }

  /** Takes the next bytes of the stream, and reports the lines that end in them. */
  push(chunk: Buffer): void {
    const text = this.#decoder.write(chunk);
    this.#bad = false;
    if (text.includes(REPLACEMENT)) this.#takeDoubtful(chunk, text);
    else this.#take(text);
    this.#before = chunk.length > 1 ? chunk.subarray(-2) : Buffer.concat([this.#before, chunk]).subarray(-2);
  }

  /** What waits for its line end: how many characters, and the first of them. */
  get rest(): { readonly length: number; readonly start: string } {
    let start = '';
    for (const piece of this.#pieces) {
      if (start.length >= REST_LENGTH) break;
      start += piece.slice(0, REST_LENGTH);
    }
    return { length: this.#length, start: start.slice(0, REST_LENGTH) };
  }

  /** The number that the line gets which has not ended yet. */
  get next(): number {
    return this.#number + 1;
  }

  /** The stream has ended: what is left without a line end is a line too. */
  end(): void {
    const text = this.#decoder.end();
    this.#bad = text !== '';
    this.#take(text);
    if (this.#length > 0 || this.#skipping) this.#endLine('');
  }

  #take(text: string): void {
    let from = 0;
    if (this.#afterCr && text.length > 0) {
      if (text.charCodeAt(0) === 10) from = 1;
      this.#afterCr = false;
    }
    // Most output has no CR at all. A loop of its own for it, because looking for one in every line made the time of
    // a line grow with the size of its chunk.
    if (text.includes('\r', from)) this.#takeWithCrs(text, from);
    else {
      for (let end = text.indexOf('\n', from); end !== -1; end = text.indexOf('\n', from)) {
        this.#endLine(text.slice(from, end));
        from = end + 1;
      }
      if (from < text.length) this.#keep(text.slice(from));
    }
  }

  #takeWithCrs(text: string, start: number): void {
    const ends = /\r\n?|\n/g;
    let from = start;
    ends.lastIndex = from;
    for (let end = ends.exec(text); end !== null; end = ends.exec(text)) {
      this.#endLine(text.slice(from, end.index));
      from = ends.lastIndex;
      if (end[0] === '\r' && from === text.length) this.#afterCr = true;
    }
    if (from < text.length) this.#keep(text.slice(from));
  }

  /** Line by line: bytes were replaced in those that have more U+FFFD than their bytes say. */
  #takeDoubtful(chunk: Buffer, text: string): void {
    // A character for each byte, and no line end is ever part of a longer character.
    const parts = Buffer.concat([this.#before, chunk])
      .toString('latin1')
      .split(/[\r\n]/);
    const lines = text.split(/(?<=[\r\n])/);
    const ended = /[\r\n]$/.test(text);
    const first = parts.length - lines.length - (ended ? 1 : 0);
    for (const [i, line] of lines.entries()) {
      this.#bad = count(line, REPLACEMENT) > count(parts[first + i] ?? '', REPLACEMENT_BYTES);
      this.#take(line);
    }
  }

  #keep(piece: string): void {
    if (this.#skipping) return;
    this.#badLine ||= this.#bad && piece.includes(REPLACEMENT);
    this.#pieces.push(piece);
    this.#length += piece.length;
    if (this.#length > this.#maxLength) {
      this.#skipping = true;
      this.#pieces = [this.#pieces.join('').slice(0, START_LENGTH)];
    }
  }

  #endLine(rest: string): void {
    this.#number++;
    if (this.#length > 0 || this.#skipping) {
      this.#keep(rest);
      const text = this.#pieces.join('');
      const skipped = this.#skipping;
      this.#pieces = [];
      this.#length = 0;
      this.#skipping = false;
      const intact = !this.#badLine;
      this.#badLine = false;
      if (skipped) this.#listener.tooLong(text.slice(0, START_LENGTH), this.#number);
      else this.#listener.line(text, this.#number, intact);
    } else if (rest.length > this.#maxLength) {
      this.#listener.tooLong(rest.slice(0, START_LENGTH), this.#number);
    } else {
      this.#listener.line(rest, this.#number, !(this.#bad && rest.includes(REPLACEMENT)));
    }
  }
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}
