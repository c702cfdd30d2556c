/** A case against a child process: its input on a pipe, then the end of input, then its own end. */

import { spawn } from 'node:child_process';
import { type Command, drained, killGroup, reaper } from '../../../router/index.js';
import { CASE_SEED, type Ending, type NodeRun, Output } from './node-run.js';

/** Never rejects: what went wrong is in the `ending`. When it resolves, nothing that the command started is left. */
export async function runProcess(command: Command, input: string, timeoutMs: number): Promise<NodeRun> {
  const { command: file, args, cwd, env } = command;
  // A group of its own, so that it can be killed with all that it started.
  const child = spawn(file, args, {
    detached: true,
    env: { ...process.env, ...env, EDDY_SEED: String(CASE_SEED) },
    ...(cwd !== undefined && { cwd }),
  });
  const output = new Output();
  const { pid } = child;
  if (pid !== undefined) reaper.watch(pid);
  // Listeners first: between an exit and an event that nobody heard a case would wait for ever.
  const exited = new Promise<Ending>((resolve) => {
    child.once('error', (error) => {
      if (pid === undefined) resolve({ kind: 'not-started', why: error.message });
    });
    child.once('exit', (code, signal) => resolve({ kind: 'exit', code, signal }));
  });
  let cut: Ending | undefined;
  const end = (ending: Ending): void => {
    cut ??= ending;
    if (pid !== undefined) killGroup(pid);
  };
  const read = output.read(child.stdout, child.stderr, () => end({ kind: 'flood' }));
  // A node that is gone takes no input: its exit says more than a broken pipe.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const timer = setTimeout(() => end({ kind: 'timeout' }), timeoutMs);
  const ending = await exited;
  clearTimeout(timer);
  if (pid !== undefined) {
    killGroup(pid);
    reaper.forget(pid);
    await drained(read);
  }
  child.stdout.destroy();
  child.stderr.destroy();
  return { lines: output.lines, stderr: output.stderr, ending: cut ?? ending };
}
