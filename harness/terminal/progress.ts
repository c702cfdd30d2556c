/**
 * The progress of a run: on a terminal a block that is rewritten, in a pipe a plain line every few seconds; faults
 * and troubles as they come.
 */

import { SECOND } from '../../node/index.js';
import { describe, type Trouble } from '../../router/index.js';
import type { ChalkInstance } from '../text/colors.js';
import { runtimeWords } from '../cluster/runtime-words.js';
import type { Operation } from '../operations/history.js';
import type { Phase, RunningTest } from '../run/play.js';
import { printable } from '../text/printable.js';
import type { RunListener } from '../run/run-test.js';
import type { Board } from './board.js';
import { faultNews } from './fault-news.js';
import { type Status, statusOf } from './status.js';
import { statusBlock } from './status-block.js';
import { checkingLine, happened, statusLine } from './status-line.js';

const TERMINAL_MS = 250;
const PIPE_MS = 5000;

export class Progress implements RunListener {
  readonly #board: Board;
  readonly #colors: ChalkInstance;
  #run: RunningTest | undefined;
  #phase: Phase = 'starting';
  #since = 0;
  #timer: NodeJS.Timeout | undefined;
  readonly #counts = { invoke: 0, ok: 0, fail: 0, info: 0 };
  readonly #nemesis: Operation[] = [];
  #told = '';
  /** The reasons of crashes so far: a second crash for the same reason is reported in a line. */
  readonly #crashes = new Set<string>();

  constructor(board: Board, colors: ChalkInstance) {
    this.#board = board;
    this.#colors = colors;
  }

  readonly phase = (phase: Phase, run: RunningTest): void => {
    if (this.#run === undefined) {
      const { options, seed } = run;
      this.#board.say(
        `${options.workload}: ${options.nodes.length} nodes, ${runtimeWords(options.runtime)}, seed ${seed}`,
      );
      this.#timer = setInterval(() => this.tick(), this.#board.live ? TERMINAL_MS : PIPE_MS);
    }
    this.#run = run;
    this.#phase = phase;
    this.#since = run.clock.now();
    if (phase === 'checking' || (!this.#board.live && phase === 'recovering')) this.tick();
  };

  readonly operation = (operation: Operation): void => {
    if (operation.process !== 'nemesis') {
      this.#counts[operation.type]++;
      return;
    }
    this.#nemesis.push(operation);
    if (this.#run === undefined) return;
    const news = faultNews(this.#nemesis, this.#run.options);
    const at = (operation.time / SECOND).toFixed(2).padStart(7);
    if (news !== undefined) this.#board.say(this.#colors.yellow(`${at} s  ${news}`));
  };

  readonly trouble = (trouble: Trouble): void => {
    const { kind, what, flaw = what } = trouble;
    const isKnown = kind === 'crashed' && this.#crashes.has(flaw);
    if (kind === 'crashed') this.#crashes.add(flaw);
    const text = isKnown ? `${what}, in the same way` : describe(trouble);
    this.#board.say(this.#colors.red(`! ${printableLines(text)}`));
  };

  readonly log = (node: string, line: string): void => {
    if (this.#run?.options['log-stderr'] === true) this.#board.say(`${node} | ${printable(line)}`);
  };

  readonly note = (text: string): void => {
    this.#board.say(this.#colors.yellow(`! ${printableLines(text)}`));
  };

  /** Shows the present status; in a pipe only if it has changed since the last time. */
  tick(): void {
    if (this.#run === undefined) return;
    const seen = { phase: this.#phase, since: this.#since, counts: this.#counts, nemesis: this.#nemesis };
    const status = statusOf(this.#run, seen);
    if (this.#board.live) this.#board.show((size) => statusBlock(status, size, this.#colors));
    else this.#tell(status);
  }

  end(): void {
    clearInterval(this.#timer);
    this.#board.show(undefined);
  }

  #tell(status: Status): void {
    const told = happened(status);
    if (status.phase === 'checking' && told === this.#told && this.#run !== undefined) {
      this.#board.say(checkingLine(this.#run.options.workload, status.elapsed));
    }
    if (told !== this.#told) this.#board.say(statusLine(status));
    this.#told = told;
  }
}

function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}
