/**
 * Plays a case with a node in this thread, at one instant.
 *
 * A process that got its input at once and then the end of input answers what it has read and ends; its later timers
 * never fire. So here time stands still: due callbacks run, promises run to their end, and later callbacks never run.
 */

import {
  type Clock,
  type Message,
  Node,
  printExact,
  type Program,
  Random,
  readMessage,
  type Timer,
} from '../../../node/index.js';
import { CASE_SEED, type Ending, type NodeRun, Output, OUTPUT_LIMIT } from './node-run.js';

/** Never rejects: a program that throws ends with exit status 1, as a process would. */
export async function runSimulated(
  program: Program,
  input: readonly string[],
  timeoutMs: number,
): Promise<NodeRun> {
  const deadline = performance.now() + timeoutMs;
  const output = new Output();
  const clock = new StandingClock();
  const stdout = new Stdout(output);
  let crash: Ending | undefined;
  const crashed = (error: unknown): void => {
    if (crash !== undefined) return;
    crash = { kind: 'exit', code: 1, signal: null };
    stdout.close();
    for (const line of (error instanceof Error ? (error.stack ?? error.message) : String(error)).split('\n'))
      output.log(line);
  };
  const log = (text: string): void => {
    for (const line of text.split('\n')) output.log(line);
  };
  // An unhandled rejection ends a process too. It must not end this thread.
  process.on('unhandledRejection', crashed);
  try {
    let receive: (message: Message) => void = () => {};
    const transport = {
      send: (message: Message) => stdout.write(printExact(message)),
      listen: (listener: (message: Message) => void) => {
        receive = listener;
      },
    };
    program(new Node({ clock, random: new Random(CASE_SEED), transport, log }));
    // All lines are delivered before any promise runs: they come in one chunk, and Node delivers the lines of a chunk
    // at once.
    for (const [i, line] of input.entries()) {
      if (line.trim() === '') continue;
      const message = readMessage(line);
      if (typeof message === 'string') log(`input line ${i + 1}: ${message}: ${line.slice(0, 200)}`);
      else receive(message);
    }
    await promises();
    while (crash === undefined && clock.step()) {
      await promises();
      if (stdout.length > OUTPUT_LIMIT) crash = { kind: 'flood' };
      else if (performance.now() > deadline) crash = { kind: 'timeout' };
    }
  } catch (error) {
    crashed(error);
  } finally {
    process.off('unhandledRejection', crashed);
    stdout.close();
  }
  return {
    lines: output.lines,
    stderr: output.stderr,
    ending: crash ?? { kind: 'exit', code: 0, signal: null },
  };
}

/** Runs all pending promise continuations. */
function promises(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** It is always 0 here. */
class StandingClock implements Clock {
  #due: { callback: (() => void) | undefined }[] = [];

  now(): number {
    return 0;
  }

  schedule(delay: number, callback: () => void): Timer {
    const event: { callback: (() => void) | undefined } = { callback };
    if (delay <= 0) this.#due.push(event);
    return {
      cancel: () => {
        event.callback = undefined;
      },
    };
  }

  /** Runs the next due callback. Returns false if there is none. */
  step(): boolean {
    const event = this.#due.shift();
    event?.callback?.();
    return event !== undefined;
  }
}

/** Writes the output of one turn at its end, as a node does on a pipe: a turn that ends in a crash prints nothing. */
class Stdout {
  length = 0;
  readonly #output: Output;
  #waiting: string[] = [];
  #open = true;

  constructor(output: Output) {
    this.#output = output;
  }

  write(line: string): void {
    if (!this.#open) return;
    if (this.#waiting.length === 0) queueMicrotask(() => this.#flush());
    this.#waiting.push(line);
    this.length += line.length;
  }

  close(): void {
    this.#open = false;
    this.#waiting = [];
  }

  #flush(): void {
    for (const line of this.#waiting) this.#output.print(line);
    this.#waiting = [];
  }
}
