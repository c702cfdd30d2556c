/**
 * The output of a stream while a run goes on: permanent lines, and on a terminal a block of lines below them, which
 * is rewritten in place. It handles the terminal; the meaning of the lines is up to its users.
 *
 * Other output to the same terminal while a block is shown spoils it: the block is found again by counting lines
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

/** The lines of a block for a terminal of a size: none wider than it, and fewer than its rows. */
export type Block = (size: Size) => readonly string[];

/** The shortest interval between permanent lines, so that a block is not drawn for each line of a flood. */
const SOON_MS = 100;

// Escape sequences that make an update appear at once; terminals that do not know them ignore them.
const BEGIN_UPDATE = '\u001B[?2026h';
const END_UPDATE = '\u001B[?2026l';
const ERASE_LINE_ABOVE = '\u001B[1A\u001B[2K';

/** Whether lines can be rewritten: on a terminal with control sequences, of a known size, and not in CI. */
export function canRewrite(
  { isTTY, columns, rows }: Pick<WriteStream, 'isTTY' | 'columns' | 'rows'>,
  { TERM, CI }: Readonly<Record<string, string | undefined>>,
): boolean {
  // A pseudo-terminal without a window has none at all, or no columns and no rows.
  return isTTY && columns > 0 && rows > 0 && TERM !== 'dumb' && ['', 'false', undefined].includes(CI);
}

export class Board {
  /** Blocks are shown. If not, only permanent lines are. */
  readonly live: boolean;
  readonly #stream: WriteStream;
  readonly #isQuiet: boolean;
  readonly #now: () => number;
  readonly #stop: () => void;
  readonly #sheet: Sheet;
  readonly #update: ReturnType<Rewrite> | undefined;
  #block: Block | undefined;
  #lines: readonly string[] = [];
  #said = '';
  #flushed = -Infinity;

  /**
   * Blocks are shown if lines can be rewritten; the module for that is loaded only then. `isQuiet`: only what
   * interrupts is printed.
   */
  static async on(stream: WriteStream, isQuiet = false): Promise<Board> {
    if (isQuiet) return new Board(stream, { isQuiet });
    if (!canRewrite(stream, process.env)) return new Board(stream);
    const { createLogUpdate: rewrite } = await import('log-update');
    return new Board(stream, { rewrite });
  }

  /**
   * `rewrite`: without it no blocks are shown. `now`: milliseconds. `stop` suspends the process, as Ctrl-Z would by
   * default.
   */
  constructor(
    stream: WriteStream,
    options: {
      readonly rewrite?: Rewrite;
      readonly now?: () => number;
      readonly stop?: () => void;
      readonly isQuiet?: boolean;
    } = {},
  ) {
    this.#isQuiet = options.isQuiet === true;
    this.live = options.rewrite !== undefined;
    this.#stream = stream;
    this.#now = options.now ?? (() => performance.now());
    this.#stop = options.stop ?? stopThisProcess;
    this.#sheet = new Sheet(stream);
    // A hidden cursor would stay hidden if Eddy is stopped (Ctrl-Z) or killed.
    this.#update = options.rewrite?.(this.#sheet, { showCursor: true });
    if (!this.live) return;
    stream.on('resize', this.#resized);
    process.on('SIGTSTP', this.#stopping);
  }

  /** Prints a permanent line. */
  say(text: string): void {
    if (this.#isQuiet) return;
    if (!this.live) this.#stream.write(`${text}\n`);
    else {
      this.#said += `${text}\n`;
      if (this.#now() - this.#flushed >= SOON_MS) this.#flush();
    }
  }

  /** Prints at once, on a line of its own even if a terminal has echoed a key. The block comes back later. */
  readonly interject = (text: string): void => {
    this.show(undefined);
    this.#stream.write(this.live ? `\r\u001B[2K${text}\n` : `\n${text}\n`);
  };

  /** Replaces the block; undefined removes it. */
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

  /** Most terminals wrap lines that have become too long: the block then has more rows than lines. */
  readonly #resized = (): void => {
    const { columns } = this.#sheet;
    const rows = this.#lines.map((line) => Math.ceil(columnsOf(stripVTControlCharacters(line)) / columns));
    const more = rows.reduce((sum, each) => sum + Math.max(0, each - 1), 0);
    this.#update?.clear();
    this.#sheet.write(ERASE_LINE_ABOVE.repeat(more));
    this.#flush();
  };

  /** After Ctrl-Z a shell writes below the block, which cannot be found again. It comes back later. */
  readonly #stopping = (): void => {
    this.show(undefined);
    process.off('SIGTSTP', this.#stopping);
    this.#stop();
    process.on('SIGTSTP', this.#stopping);
  };
}

/** Stops as the terminal would: SIGTSTP has no effect without a shell that could continue this process. */
function stopThisProcess(): void {
  process.kill(process.pid, 'SIGTSTP');
}

/** Collects the parts of an update, so that it appears at once. */
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
