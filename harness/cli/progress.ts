/**
 * What is shown while a run goes on: on a terminal one line that is rewritten, in a pipe a plain line every few seconds;
 * faults and troubles as they come.
 */

import type { WriteStream } from 'node:tty';
import { SECOND } from '../../node/index.js';
import { describe, type Trouble } from '../../router/index.js';
import type { ChalkInstance } from '../colors.js';
import { faultsOf } from '../faults.js';
import type { Operation } from '../history.js';
import { printable } from '../printable.js';
import type { Phase, RunningTest } from '../play.js';
import type { RunListener } from '../test-run.js';

const TERMINAL_MS = 200;
const PIPE_MS = 2000;

export class Progress implements RunListener {
  readonly #stream: WriteStream;
  readonly #colors: ChalkInstance;
  #run: RunningTest | undefined;
  #phase: Phase = 'starting';
  #timer: NodeJS.Timeout | undefined;
  #counts = { invoke: 0, ok: 0, fail: 0, info: 0 };
  #line = false;

  constructor(stream: WriteStream, colors: ChalkInstance) {
    this.#stream = stream;
    this.#colors = colors;
  }

  readonly phase = (phase: Phase, run: RunningTest): void => {
    if (this.#run === undefined) {
      const { options, seed } = run;
      const where = options.runtime === 'sim' ? 'simulated' : `each in a ${options.runtime}`;
      this.#say(`${options.workload}: ${options.nodes.length} nodes, ${where}, seed ${seed}`);
      this.#timer = setInterval(() => this.#tick(), this.#stream.isTTY ? TERMINAL_MS : PIPE_MS);
    }
    this.#run = run;
    this.#phase = phase;
    if (!this.#stream.isTTY && (phase === 'recovering' || phase === 'checking')) this.#tick();
  };

  readonly operation = (operation: Operation): void => {
    if (operation.process !== 'nemesis') this.#counts[operation.type]++;
    else if (this.#run !== undefined) this.#fault(this.#run, operation);
  };

  readonly trouble = (trouble: Trouble): void => {
    this.#say(this.#colors.red(`! ${printableLines(describe(trouble))}`));
  };

  readonly log = (node: string, line: string): void => {
    if (this.#run?.options['log-stderr'] === true) this.#say(`${node} | ${printable(line)}`);
  };

  readonly note = (text: string): void => {
    this.#say(this.#colors.yellow(`! ${printableLines(text)}`));
  };

  end(): void {
    clearInterval(this.#timer);
    this.#clear();
  }

  /** The second nemesis operation of a pair says what was done. */
  #fault({ history, options }: RunningTest, { f, value, time }: Operation): void {
    const earlier = history.filter((each) => each.process === 'nemesis' && each.f === f).length;
    if (earlier % 2 === 1) return;
    const before = faultsOf(history.slice(0, -1), options);
    const now = faultsOf(history, options);
    const ended = now.filter(({ to }, i) => to !== undefined && before[i]?.to === undefined);
    const begun = now.slice(before.length);
    const changes = new Set([
      ...ended
        .filter((each) => !begun.some(({ fault }) => fault === each.fault))
        .map(({ fault, text }) => (fault === 'partition' ? 'healed' : `end of ${fault} ${text}`)),
      ...begun.map(({ fault, text }) => `${fault} ${text}`),
    ]);
    const at = (time / SECOND).toFixed(2).padStart(7);
    const text = changes.size > 0 ? [...changes].join(', ') : `${f} ${printable(shown(value))}`;
    this.#say(this.#colors.yellow(`${at} s  ${text}`));
  }

  #tick(): void {
    if (this.#run === undefined) return;
    const { options, clock, statistics, history } = this.#run;
    const { invoke, ok, fail, info } = this.#counts;
    const elapsed = clock.now() / SECOND;
    const perOp = invoke === 0 ? '-' : (statistics.serverSends / invoke).toFixed(2);
    const faults = faultsOf(history, options).filter(({ to }) => to === undefined);
    const names = [...new Set(faults.map(({ fault }) => fault))];
    const text = [
      `${elapsed.toFixed(1).padStart(7)} s  ${this.#phase}${this.#phase === 'running' ? ` (of ${options['time-limit']} s)` : ''}`,
      `${ok} ok, ${fail} fail, ${info} info`,
      `msgs-per-op ${perOp}`,
      ...(names.length === 0 ? [] : [names.join(', ')]),
    ].join('  |  ');
    if (!this.#stream.isTTY) this.#stream.write(`${text}\n`);
    else {
      this.#stream.write(`\r\u001B[2K${text.slice(0, this.#stream.columns - 1)}`);
      this.#line = true;
    }
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

/** What came of an operation that neither began nor ended a fault: it failed, or there was nothing to do. */
function shown(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}
