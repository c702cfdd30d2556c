/** Runs one of our programs as Maelstrom would: a process that is given lines, and then the end of its input. */

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Message } from '../../node/index.js';

export interface Ended {
  readonly messages: readonly Message[];
  readonly stderr: string;
  /** Null where it had to be killed. */
  readonly code: number | null;
}

export interface Start {
  /** The path it is started by; by default its own, absolute. */
  readonly file?: string;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** More than any machine needs: a program that is killed then would have gone on for ever. */
const TIMEOUT_MS = 20_000;

export function programFile(name: string): string {
  // Seen from dist/test/node.
  return fileURLToPath(new URL(`../../node/programs/${name}.js`, import.meta.url));
}

export function startProgram(
  name: string,
  { file = programFile(name), cwd, env }: Start = {},
): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [file], {
    env: { ...process.env, ...env },
    timeout: TIMEOUT_MS,
    killSignal: 'SIGKILL',
    ...(cwd !== undefined && { cwd }),
  });
  // A program that ends before it has read everything is judged by what it printed.
  child.stdin.on('error', () => {});
  return child;
}

/** Gives a program its whole input, and waits for its end. */
export async function runProgram(name: string, input: string | Buffer, start: Start = {}): Promise<Ended> {
  const child = startProgram(name, start);
  child.stdin.end(input);
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), exitCode(child)]);
  const messages = stdout
    .split('\n')
    .slice(0, -1)
    .map((line): Message => JSON.parse(line));
  return { messages, stderr, code };
}

export async function exitCode(child: ChildProcessWithoutNullStreams): Promise<number | null> {
  const [code]: (number | null)[] = await once(child, 'exit');
  return code ?? null;
}

/** Messages as the lines of an input. */
export function lines(...messages: readonly object[]): string {
  return messages.map((message) => `${JSON.stringify(message)}\n`).join('');
}

/** A message of a client to n1. */
export function request(body: object): object {
  return { src: 'c1', dest: 'n1', body };
}

export function init(...nodeIds: readonly string[]): object {
  return { src: 'c0', dest: 'n1', body: { type: 'init', msg_id: 1, node_id: 'n1', node_ids: nodeIds } };
}
