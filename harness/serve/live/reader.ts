/**
 * One connected browser, as a stream of server-sent events. It gets at most ten updates a second. Rows that it does
 * not take in time are discarded: it continues with the newest, and gets the number of those it missed.
 */

import type { ServerResponse } from 'node:http';
import type { LiveEnd, LiveRun, Row } from './row.js';

/** The most rows that are kept for a reader, and sent at once. */
const MAX_WAITING = 2000;

export class Reader {
  readonly #response: ServerResponse;
  #waiting: Row[] = [];
  #skipped = 0;
  #blocked = false;

  constructor(response: ServerResponse) {
    this.#response = response;
    response.on('drain', () => {
      this.#blocked = false;
    });
  }

  begin(run: LiveRun, recent: readonly Row[]): void {
    this.#waiting = [];
    this.#skipped = 0;
    this.#event('run', run);
    for (const row of recent) this.row(row);
  }

  row(row: Row): void {
    this.#waiting.push(row);
    if (this.#waiting.length < 2 * MAX_WAITING) return;
    this.#skip();
  }

  /** Sends the queued rows, unless the previous ones are still in the buffer. */
  flush(counts: Row): void {
    if (this.#blocked || this.#waiting.length === 0) return;
    this.#skip();
    const skipped: readonly Row[] = this.#skipped === 0 ? [] : [{ kind: 'skipped', rows: this.#skipped }];
    const rows = [...skipped, ...this.#waiting, counts];
    this.#waiting = [];
    this.#skipped = 0;
    this.#event('rows', rows);
  }

  /** Sent to slow readers too. */
  end(end: LiveEnd): void {
    this.#event('end', end);
  }

  wait(): void {
    this.#event('waiting', {});
  }

  /** Keeps proxies from closing the connection as idle. */
  beat(): void {
    if (!this.#blocked) this.#write(':\n\n');
  }

  close(): void {
    this.#response.destroy();
  }

  #skip(): void {
    const more = this.#waiting.length - MAX_WAITING;
    if (more <= 0) return;
    this.#waiting = this.#waiting.slice(more);
    this.#skipped += more;
  }

  #event(name: string, data: unknown): void {
    // JSON contains no line ends, which would end the event.
    this.#write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  #write(text: string): void {
    if (!this.#response.write(text)) this.#blocked = true;
  }
}
