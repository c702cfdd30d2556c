/**
 * What a stream shows while something goes on: what is said for good, line below line, and on a terminal a block of lines
 * below that, which is rewritten in place. It knows terminals, and nothing of what the lines mean.
 *
 * Whoever else writes to the same terminal while a block stands there spoils it: it is found again by counting lines
 * upwards from the cursor.
 */

import { Writable } from 'node:stream';
import type { WriteStream } from 'node:tty';
import { stripVTControlCharacters } from 'node:util';
import type { createLogUpdate } from 'log-update';
import { columnsOf } from '../text/columns.js';

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

type Rewrite = typeof createLogUpdate;

/** The lines of a block for a terminal of a size: none of them wider, and fewer than it has rows. */
export type Block = (size: Size) => readonly string[];

/** What is said faster than this waits, so that a block is not drawn for each line of a flood. */
const SOON_MS = 100;

// A terminal that knows these shows what is between them all at once; others take no notice.
const BEGIN_UPDATE = '\u001B[?2026h';
const END_UPDATE = '\u001B[?2026l';
const ERASE_LINE_ABOVE = '\u001B[1A\u001B[2K';

/** Whether lines that are there can be rewritten: on a terminal that obeys, of a size that is known, and not in CI. */
export function canRewrite(
  { isTTY, columns, rows }: Pick<WriteStream, 'isTTY' | 'columns' | 'rows'>,
  { TERM, CI }: Readonly<Record<string, string | undefined>>,
): boolean {
  // A pseudo-terminal without a window has none at all, or no columns and no rows.
  return isTTY && columns > 0 && rows > 0 && TERM !== 'dumb' && ['', 'false', undefined].includes(CI);
}

export class Board {
  /** Blocks are shown. Where they are not, only what is said is. */
  readonly live: boolean;
  readonly #stream: WriteStream;
  readonly #now: () => number;
  readonly #stop: () => void;
  readonly #sheet: Sheet;
  readonly #update: ReturnType<Rewrite> | undefined;
  #block: Block | undefined;
  #lines: readonly string[] = [];
  #said = '';
  #flushed = -Infinity;

  /** Blocks are shown where lines can be rewritten; only there what does it is loaded. */
  static async on(stream: WriteStream): Promise<Board> {
    if (!canRewrite(stream, process.env)) return new Board(stream);
    const { createLogUpdate: rewrite } = await import('log-update');
    return new Board(stream, { rewrite });
  }

  /** `rewrite`: without it no blocks are shown. `now`: milliseconds. `stop` does what Ctrl-Z does where nobody listens. */
  constructor(
    stream: WriteStream,
    options: { readonly rewrite?: Rewrite; readonly now?: () => number; readonly stop?: () => void } = {},
  ) {
    this.live = options.rewrite !== undefined;
    this.#stream = stream;
    this.#now = options.now ?? (() => performance.now());
    this.#stop = options.stop ?? stopThisProcess;
    this.#sheet = new Sheet(stream);
    // A hidden cursor would stay hidden where Eddy is stopped (Ctrl-Z) or killed.
    this.#update = options.rewrite?.(this.#sheet, { showCursor: true });
    if (!this.live) return;
    stream.on('resize', this.#resized);
    process.on('SIGTSTP', this.#stopping);
  }

  /** Says something for good. */
  say(text: string): void {
    if (!this.live) this.#stream.write(`${text}\n`);
    else {
      this.#said += `${text}\n`;
      if (this.#now() - this.#flushed >= SOON_MS) this.#flush();
    }
  }

  /** Says something at once, on a line of its own even where a terminal has echoed a key. The block comes back later. */
  readonly interject = (text: string): void => {
    this.show(undefined);
    this.#stream.write(this.live ? `\r\u001B[2K${text}\n` : `\n${text}\n`);
  };

  /** Puts a block in the place of the one before; undefined takes it away. */
  show(block: Block | undefined): void {
    if (!this.live) return;
    this.#block = block;
    this.#flush();
  }

  close(): void {
    this.show(undefined);
    this.#stream.off('resize', this.#resized);
    process.off('SIGTSTP', this.#stopping);
  }

  #flush(): void {
    if (this.#said !== '') {
      this.#update?.clear();
      this.#sheet.write(this.#said);
      this.#said = '';
    }
    this.#lines = this.#block?.(this.#sheet) ?? [];
    if (this.#lines.length === 0) this.#update?.clear();
    else this.#update?.(this.#lines.join('\n'));
    const text = this.#sheet.take();
    if (text !== '') this.#stream.write(BEGIN_UPDATE + text + END_UPDATE);
    this.#flushed = this.#now();
  }

  /** Most terminals break lines anew that have become too long: the block has more rows than it had lines. */
  readonly #resized = (): void => {
    const { columns } = this.#sheet;
    const rows = this.#lines.map((line) => Math.ceil(columnsOf(stripVTControlCharacters(line)) / columns));
    const more = rows.reduce((sum, each) => sum + Math.max(0, each - 1), 0);
    this.#update?.clear();
    this.#sheet.write(ERASE_LINE_ABOVE.repeat(more));
    this.#flush();
  };

  /** A shell that got the terminal by Ctrl-Z writes below the block, and nobody finds it again. It comes back later. */
  readonly #stopping = (): void => {
    this.show(undefined);
    process.off('SIGTSTP', this.#stopping);
    this.#stop();
    process.on('SIGTSTP', this.#stopping);
  };
}

/** As the terminal would: not for good, where no shell is there that could continue this process. */
function stopThisProcess(): void {
  process.kill(process.pid, 'SIGTSTP');
}

/** Collects all that belongs to one picture, so that no half of it is ever seen. */
class Sheet extends Writable {
  readonly #stream: WriteStream;
  #text = '';

  constructor(stream: WriteStream) {
    super({ decodeStrings: false });
    this.#stream = stream;
  }

  get columns(): number {
    return this.#stream.columns;
  }

  get rows(): number {
    return this.#stream.rows;
  }

  override _write(text: string, _encoding: unknown, done: () => void): void {
    this.#text += text;
    done();
  }

  take(): string {
    const text = this.#text;
    this.#text = '';
    return text;
  }
}
