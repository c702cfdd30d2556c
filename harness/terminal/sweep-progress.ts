/** The progress of a sweep: on a terminal one line that is rewritten, in a pipe a plain line now and then. */

import { isSimulated } from '../../router/index.js';
import { timeWords } from '../cluster/runtime-words.js';
import type { WriteStream } from 'node:tty';
import { printable } from '../text/printable.js';
import { describeSettings, type PlannedRun, pointsOf } from '../sweep/grid.js';
import type { Plan } from '../sweep/plan.js';
import { summarise } from '../sweep/point-summary.js';
import { parseTarget, recommend } from '../sweep/recommend.js';
import { briefFigure } from '../text/rounded.js';
import { isGood, type RunRecord } from '../sweep/run-record.js';
import type { SweepListener } from '../sweep/sweep.js';
import type { Threshold } from '../options/thresholds.js';

const TERMINAL_MS = 250;
const PIPE_MS = 5000;

export class SweepProgress implements SweepListener {
  readonly #stream: WriteStream;
  #target: readonly Threshold[];
  readonly #now: () => number;
  #timer: NodeJS.Timeout | undefined;
  #plan: Plan | undefined;
  #total = 0;
  #before = 0;
  #begun = 0;
  readonly #records: RunRecord[] = [];
  #failed = 0;
  #best = { of: 0, text: '' };
  #line = false;

  /** `now`: milliseconds. */
  constructor(
    stream: WriteStream,
    target: readonly Threshold[],
    now: () => number = () => performance.now(),
  ) {
    this.#stream = stream;
    this.#target = target;
    this.#now = now;
  }

  readonly start: NonNullable<SweepListener['start']> = ({ plan, total, done }) => {
    this.#plan = plan;
    if (plan.target !== undefined) this.#target = parseTarget(plan.target);
    this.#total = total;
    this.#before = done;
    this.#begun = this.#now();
    const where = isSimulated(plan.runtime) ? timeWords(plan.runtime) : 'live, one after the other';
    const known = done === 0 ? '' : `, ${done} of them done before`;
    this.#say(`sweep: ${total} runs${known}, ${where}`);
    this.#timer = setInterval(() => this.tick(), this.#stream.isTTY ? TERMINAL_MS : PIPE_MS);
  };

  readonly note = (text: string): void => this.#say(printable(text));

  readonly run = (record: RunRecord, _planned: PlannedRun): void => {
    this.#records.push(record);
    if (!isGood(record)) this.#failed++;
  };

  end(): void {
    clearInterval(this.#timer);
    if (!this.#stream.isTTY && this.#plan !== undefined) this.tick();
    this.#clear();
  }

  tick(): void {
    const done = this.#before + this.#records.length;
    const text = [
      `${done}/${this.#total} runs`,
      ...(this.#failed === 0 ? [] : [`${this.#failed} failed`]),
      this.#left(),
      ...this.#bestSoFar(),
    ].join('  |  ');
    if (!this.#stream.isTTY) this.#stream.write(`${text}\n`);
    else {
      this.#stream.write(`\r\u001B[2K${text.slice(0, this.#stream.columns - 1)}`);
      this.#line = true;
    }
  }

  /** From the durations of this session's runs so far. */
  #left(): string {
    const { length } = this.#records;
    const left = this.#total - this.#before - length;
    if (length === 0) return 'ETA -';
    const seconds = Math.round((((this.#now() - this.#begun) / length) * left) / 1000);
    const two = (value: number): string => String(value).padStart(2, '0');
    const hours = Math.floor(seconds / 3600);
    const minutes = Math.floor(seconds / 60) % 60;
    return `ETA ${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
  }

  /** Computed again when there are a tenth more runs than last time, because it costs a whole summary. */
  #bestSoFar(): readonly string[] {
    const { length } = this.#records;
    if (length > this.#best.of * 1.1 && this.#plan !== undefined) {
      const best = recommend(summarise(pointsOf(this.#plan.axes), this.#records), this.#target);
      const cost = best?.perOp === undefined ? '' : ` (${briefFigure(best.perOp.mean)} msgs-per-op)`;
      const text =
        best === undefined ? '' : `best so far ${printable(describeSettings(best.point.settings))}${cost}`;
      this.#best = { of: length, text };
    }
    return this.#best.text === '' ? [] : [this.#best.text];
  }

  #say(text: string): void {
    this.#clear();
    this.#stream.write(`${text}\n`);
  }

  #clear(): void {
    if (this.#line) this.#stream.write('\r\u001B[2K');
    this.#line = false;
  }
}
