/**
 * Runs a program on standard input and output, as Maelstrom starts it: a process or a worker thread of its own.
 *
 * After the end of input the node answers what it has read, flushes, and the process exits 0 by itself: no timer
 * keeps it alive. A line that is no message is reported on standard error and skipped.
 */

import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { SystemClock } from './clock.js';
import type { Transport } from './environment.js';
import { Node, type Program } from './node.js';
import { printExact } from './protocol/exact-json.js';
import { LineSplitter } from './protocol/lines.js';
import { readMessage, unreadableLine } from './protocol/message.js';
import { Random } from './random.js';
import { FileStorage } from './storage.js';

/**
 * Runs the program if its file is what this process (or worker) was started with; otherwise does nothing. `moduleUrl`
 * is the program's `import.meta.url`.
 */
export function runIfMain(moduleUrl: string, program: Program): void {
  const started = process.argv[1];
  if (started !== undefined && sameFile(started, fileURLToPath(moduleUrl))) run(program);
}

/**
 * Runs the program on this process's standard input and output. `EDDY_SEED` seeds its randomness, `EDDY_DATA_DIR`
 * names the directory of its storage, which must exist; without it, as under Maelstrom, the storage is in memory.
 */
export function run(program: Program): void {
  const seed = process.env['EDDY_SEED'];
  const log = (text: string): void => {
    process.stderr.write(`${text}\n`);
  };
  const random = new Random(seed === undefined ? Date.now() ^ (process.pid << 16) : Number(seed));
  const directory = process.env['EDDY_DATA_DIR'];
  program(
    new Node({
      clock: new SystemClock({ keepAlive: false }),
      wallTime: () => Date.now(),
      random,
      transport: stdioTransport(log),
      ...(directory !== undefined && { storage: new FileStorage(directory) }),
      log,
    }),
  );
}

function stdioTransport(log: (text: string) => void): Transport {
  let waiting = '';
  const flush = (): void => {
    const text = waiting;
    waiting = '';
    process.stdout.write(text);
  };
  // stdout is closed: no further message can reach the network.
  process.stdout.on('error', () => process.exit(0));
  // stderr is closed: that is no reason to stop.
  process.stderr.on('error', () => {});

  return {
    send(message) {
      // All output of one callback goes into one write: several times cheaper than a write each.
      if (waiting === '') queueMicrotask(flush);
      waiting += `${printExact(message)}\n`;
    },
    listen(receive) {
      const splitter = new LineSplitter({
        line(text, number) {
          if (text.trim() === '') return;
          const message = readMessage(text);
          if (typeof message === 'string') log(unreadableLine(number, message, text));
          else receive(message);
        },
        tooLong(start, number) {
          log(`input line ${number}: too long, skipped: ${start}…`);
        },
      });
      process.stdin.on('data', (chunk: Buffer) => splitter.push(chunk));
      process.stdin.on('end', () => splitter.end());
    },
  };
}

function sameFile(a: string, b: string): boolean {
  try {
    return realpathSync(a) === realpathSync(b);
  } catch {
    return false;
  }
}
