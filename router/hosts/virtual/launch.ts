/** The first process of a node: a shell that stops, is traced, and then executes the node's program. */

import type { Libc } from './libc.js';
import { exitOf, PTRACE, SIGNAL, TRACE_OPTIONS, WAIT } from './linux.js';
import type { Executed } from './messages.js';
import type { TracedNode } from './traced-node.js';
import { REFUSED } from './possible.js';

const SHELL = '/bin/sh';
/** A shell stops itself, and becomes the program when it is told to go on. */
const SCRIPT = 'kill -STOP $$; exec "$0" "$@"';

const OPTIONS = Object.values(TRACE_OPTIONS).reduce((all, each) => all | each, 0);

/** Starts the shell of a node, and returns its process's id. Throws if that is impossible. */
export function spawn(libc: Libc, node: TracedNode, { command, args, env, cwd }: Executed): number {
  const pid = libc.spawn({
    command: SHELL,
    args: ['sh', '-c', SCRIPT, command, ...args],
    env,
    cwd,
    streams: [node.input.readEnd, node.stdout.writeEnd, node.stderr.writeEnd],
  });
  node.stdout.handOver();
  node.stderr.handOver();
  return pid;
}

/** Waits for the shell's stop, and traces it from there: `command` is next. Throws if that is impossible. */
export function seize(libc: Libc, pid: number, command: string): void {
  const { status } = libc.waitFor(pid, WAIT.UNTRACED);
  if (exitOf(status) !== undefined) throw new Error(`${SHELL} ended before it ran ${command}`);
  const failed = libc.ptrace(PTRACE.SEIZE, pid, 0, OPTIONS);
  if (failed < 0) {
    libc.kill(pid, SIGNAL.KILL);
    libc.waitFor(pid);
    throw new Error(`${REFUSED} (error ${-failed})`);
  }
  libc.kill(pid, SIGNAL.CONT);
}
