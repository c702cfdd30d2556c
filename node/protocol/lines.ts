/**
 * Cuts a stream of bytes into lines: LF, CRLF or CR end one, UTF-8 may be split anywhere.
 *
 * Own code because a node's live output must survive what stream splitters on the registry do not: one bad line, a
 * line of many megabytes in small chunks (they are quadratic there), a line longer than any sane limit. Time is linear
 * in the bytes, memory is bounded by `maxLength`.
 */

import { StringDecoder } from 'node:string_decoder';

export interface LineListener {
  /** A whole line without its end. Lines count from 1. */
  line(text: string, number: number): void;
  /** A line that passed the limit: `start` is its first characters; the rest was thrown away. */
  tooLong(start: string, number: number): void;
}

export const DEFAULT_MAX_LINE_LENGTH = 64 * 1024 * 1024;
const START_LENGTH = 200;

export class LineSplitter {
  readonly #listener: LineListener;
  readonly #maxLength: number;
  readonly #decoder = new StringDecoder('utf8');
  /** Pieces of the line that has not ended yet; joined once, when it ends. */
  #pieces: string[] = [];
  #length = 0;
  #skipping = false;
  #number = 0;
  /** The last chunk ended in CR: an LF that comes first now belongs to it. */
  #afterCr = false;

  constructor(listener: LineListener, maxLength: number = DEFAULT_MAX_LINE_LENGTH) {
    this.#listener = listener;
    this.#maxLength = maxLength;
  }

  push(chunk: Buffer): void {
    this.#take(this.#decoder.write(chunk));
  }

  /** The stream has ended: what is left without a line end is a line too. */
  end(): void {
    this.#take(this.#decoder.end());
    if (this.#length > 0 || this.#skipping) this.#endLine('');
  }

  #take(text: string): void {
    let from = 0;
    if (this.#afterCr && text.length > 0) {
      if (text.charCodeAt(0) === 10) from = 1;
      this.#afterCr = false;
    }
    // Most output has no CR at all. A loop of its own for it, because looking for one in every line made the time of a
    // line grow with the size of its chunk.
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

  #keep(piece: string): void {
    if (this.#skipping) return;
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
      if (skipped) this.#listener.tooLong(text.slice(0, START_LENGTH), this.#number);
      else this.#listener.line(text, this.#number);
    } else if (rest.length > this.#maxLength) {
      this.#listener.tooLong(rest.slice(0, START_LENGTH), this.#number);
    } else {
      this.#listener.line(rest, this.#number);
    }
  }
}
