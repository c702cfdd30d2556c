/**
 * A terminal as far as Eddy's output needs one: it wraps, scrolls, obeys the escapes that move and erase, and breaks long
 * lines anew when it gets narrower, as most do. It knows no colours, and throws at an escape that it does not know.
 */

import { WriteStream } from 'node:tty';

interface Row {
  text: string;
  /** Goes on in the next row. */
  wraps: boolean;
}

export class Terminal {
  readonly stream: WriteStream;
  /** How often something was written. */
  writes = 0;
  #columns: number;
  #rows: number;
  #lines: Row[] = [{ text: '', wraps: false }];
  #at = { row: 0, column: 0 };

  constructor(columns: number, rows: number) {
    this.#columns = columns;
    this.#rows = rows;
    this.stream = Object.create(WriteStream.prototype) as WriteStream;
    Object.defineProperties(this.stream, {
      isTTY: { value: true },
      columns: { get: () => this.#columns },
      rows: { get: () => this.#rows },
      write: { value: (text: string) => this.write(text) },
    });
  }

  /** What can be seen, and what has scrolled out of sight above it; without the spaces at the ends. */
  get text(): string {
    return this.#lines
      .map(({ text }) => text.trimEnd())
      .join('\n')
      .trimEnd();
  }

  write(text: string): boolean {
    this.writes++;
    for (const piece of text.match(/\u001B\[[?\d;]*[A-Za-z]|[^]/gu) ?? []) {
      if (piece.length > 2) this.#obey(piece.slice(2));
      else if (piece === '\n') this.#move(1, 0);
      else if (piece === '\r') this.#at.column = 0;
      else this.#put(piece);
    }
    return true;
  }

  /** The cursor must be at the beginning of a line. */
  resize(columns: number, rows: number): void {
    const whole: string[] = [];
    let wraps = false;
    let cursor = 0;
    for (const [i, line] of this.#lines.entries()) {
      if (wraps) whole.push((whole.pop() ?? '') + line.text);
      else whole.push(line.text);
      wraps = line.wraps;
      if (i === this.#at.row) cursor = whole.length - 1;
    }
    const broken = whole.map((text) => breakLine(text, columns));
    this.#lines = broken.flat();
    this.#columns = columns;
    this.#rows = rows;
    this.#at = { row: broken.slice(0, cursor).flat().length, column: 0 };
    this.stream.emit('resize');
  }

  #put(char: string): void {
    if (this.#at.column === this.#columns) {
      this.#line().wraps = true;
      this.#move(1, 0);
    }
    const line = this.#line();
    line.text = `${line.text.padEnd(this.#at.column).slice(0, this.#at.column)}${char}${line.text.slice(this.#at.column + 1)}`;
    this.#at.column++;
  }

  #obey(escape: string): void {
    const count = Number.parseInt(escape, 10) || 1;
    if (escape === '?2026h' || escape === '?2026l') return;
    else if (escape === '2K') Object.assign(this.#line(), { text: '', wraps: false });
    else if (escape === 'K') this.#line().text = this.#line().text.slice(0, this.#at.column);
    else if (escape === 'G') this.#at.column = 0;
    else if (/^\d*A$/.test(escape)) this.#move(-count, this.#at.column);
    else if (/^\d*B$/.test(escape)) this.#move(count, this.#at.column);
    else throw new Error(`unknown escape ${JSON.stringify(escape)}`);
  }

  /** Upwards no further than what can be seen. */
  #move(down: number, column: number): void {
    const top = Math.max(0, this.#lines.length - this.#rows);
    this.#at = { row: Math.max(top, this.#at.row + down), column };
    while (this.#lines.length <= this.#at.row) this.#lines.push({ text: '', wraps: false });
  }

  #line(): Row {
    return this.#lines[this.#at.row] as Row;
  }
}

function breakLine(text: string, columns: number): readonly Row[] {
  const rows = Math.max(1, Math.ceil(text.length / columns));
  return Array.from({ length: rows }, (_, i) => ({
    text: text.slice(i * columns, (i + 1) * columns),
    wraps: i < rows - 1,
  }));
}
