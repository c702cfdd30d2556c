/** Plays a case with a child process: its input on a pipe, then the end of input, then the end of the process. */

import { spawn } from 'node:child_process';
import { type Command, drained, killGroup, reaper } from '../../../router/index.js';
import { CASE_SEED, type Ending, type NodeRun, Output } from './node-run.js';

/** Never rejects: errors are in the `ending`. When it resolves, all processes that the command started have ended. */
export async function runProcess(command: Command, input: string, timeoutMs: number): Promise<NodeRun> {
  const { command: file, args, cwd, env } = command;
  // A process group of its own, so that it can be killed with its children.
  const child = spawn(file, args, {
    detached: true,
    env: { ...process.env, ...env, EDDY_SEED: String(CASE_SEED) },
    ...(cwd !== undefined && { cwd }),
  });
  const output = new Output();
  const { pid } = child;
  if (pid !== undefined) reaper.watch(pid);
  // Listeners come first: if an event was missed, a case would wait for ever.
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
  // A node that has ended takes no input: its exit status says more than a broken pipe.
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
