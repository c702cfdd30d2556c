/**
 * The least that a relay between processes can do, to measure Eddy's against: it cuts output into lines, finds each
 * line's `dest` by scanning, and copies the line to that node's input.
 *
 * No JSON is parsed, nothing is checked, numbered, judged, timed or journaled. What it has in common with Eddy is what a
 * fair comparison needs: the same nodes, the same pipes, and one write per node and turn of the event loop.
 */

import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

const DEST = '"dest":"';

type Child = ChildProcessByStdio<Writable, Readable, null>;

export class BareRelay {
  /** Lines copied from node to node so far. */
  relayed = 0;
  readonly #nodes: readonly string[];
  readonly #inputs = new Map<string, Input>();
  readonly #children: Child[] = [];
  #answers = 0;
  #onAnswer: () => void = () => {};

  /** `file` is a Node program that answers what it is asked by `c0` with one line each. */
  constructor(nodes: readonly string[], file: string) {
    this.#nodes = nodes;
    for (const node of nodes) {
      const child = spawn(process.execPath, [file], { stdio: ['pipe', 'pipe', 'inherit'] });
      this.#children.push(child);
      this.#inputs.set(node, new Input(child));
      child.stdout.setEncoding('utf8');
      let partial = '';
      child.stdout.on('data', (chunk: string) => {
        const text = partial === '' ? chunk : partial + chunk;
        const end = text.lastIndexOf('\n') + 1;
        partial = text.slice(end);
        this.#relay(text, end);
      });
    }
  }

  /** Asks each node, and resolves when so many lines have come back as there are nodes. */
  async ask(body: (node: string) => object): Promise<void> {
    this.#answers = 0;
    const answered = new Promise<void>((resolve) => {
      this.#onAnswer = resolve;
    });
    for (const dest of this.#nodes) {
      this.#inputs.get(dest)?.add(`${JSON.stringify({ src: 'c0', dest, body: body(dest) })}\n`);
    }
    await answered;
  }

  /** Ends the nodes. Resolves when they are gone. */
  async stop(): Promise<void> {
    await Promise.all(
      this.#children.map((child) => {
        const gone = new Promise((resolve) => {
          child.once('close', resolve);
        });
        child.kill('SIGKILL');
        return gone;
      }),
    );
  }

  /** Copies the lines of `text` up to `end`, where the last of them ends. */
  #relay(text: string, end: number): void {
    for (let from = 0; from < end;) {
      const next = text.indexOf('\n', from) + 1;
      const start = text.indexOf(DEST, from) + DEST.length;
      const input = this.#inputs.get(text.slice(start, text.indexOf('"', start)));
      if (input === undefined) this.#answer();
      else {
        this.relayed++;
        input.add(text.slice(from, next));
      }
      from = next;
    }
  }

  #answer(): void {
    if (++this.#answers === this.#nodes.length) this.#onAnswer();
  }
}

/** One node's input: all lines of a turn leave in one write. */
class Input {
  readonly #child: Child;
  #waiting = '';

  constructor(child: Child) {
    this.#child = child;
    child.stdin.on('error', () => {});
  }

  add(line: string): void {
    if (this.#waiting === '') setImmediate(() => this.#flush());
    this.#waiting += line;
  }

  #flush(): void {
    this.#child.stdin.write(this.#waiting);
    this.#waiting = '';
  }
}
