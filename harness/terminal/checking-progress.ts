/** The progress of checking a stored history: nothing at first, then the elapsed time. */

import { clip } from '../text/columns.js';
import type { Board } from './board.js';
import { checkingLine } from './status-line.js';

const TERMINAL_MS = 250;
const PIPE_MS = 5000;
/** A shorter check shows no progress. */
const SOON_MS = 1000;

export class CheckingProgress {
  readonly #board: Board;
  readonly #now: () => number;
  readonly #start: number;
  #what = 'the history';
  #timer: NodeJS.Timeout | undefined;

  /** `now`: milliseconds. */
  constructor(board: Board, now: () => number = () => performance.now()) {
    this.#board = board;
    this.#now = now;
    this.#start = now();
  }

  begin(): void {
    this.#timer = setInterval(() => this.tick(), this.#board.live ? TERMINAL_MS : PIPE_MS);
  }

  /** Sets the workload, once it is known. */
  readonly checking = (workload: string): void => {
    this.#what = workload;
  };

  tick(): void {
    const elapsed = this.#now() - this.#start;
    if (elapsed < SOON_MS) return;
    const line = checkingLine(this.#what, elapsed / 1000);
    if (this.#board.live) this.#board.show(({ columns }) => [clip(line, columns - 1)]);
    else this.#board.say(line);
  }

  end(): void {
    clearInterval(this.#timer);
    this.#board.close();
  }
}
