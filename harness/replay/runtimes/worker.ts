/**
 * A case against a worker thread that talks over its standard streams, as a process would.
 *
 * One thing differs, and it is Node's: a thread that never reads the input it got does not end, where a process would.
 */

import { Worker } from 'node:worker_threads';
import { drained, type Script } from '../../../router/index.js';
import { CASE_SEED, type Ending, type NodeRun, Output } from './node-run.js';

/** A node that grows past this dies, rather than Eddy with it. */
const MAX_HEAP_MB = 1024;

/** Never rejects: what went wrong is in the `ending`. */
export async function runWorker(
  { file, args, env }: Script,
  input: string,
  timeoutMs: number,
): Promise<NodeRun> {
  const worker = new Worker(file, {
    argv: [...args],
    env: { ...process.env, ...env, EDDY_SEED: String(CASE_SEED) },
    stdin: true,
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
  });
  const output = new Output();
  const exited = new Promise<Ending>((resolve) => {
    worker.once('exit', (code) => resolve({ kind: 'exit', code, signal: null }));
  });
  worker.on('error', (error: Error) => {
    for (const line of (error.stack ?? error.message).split('\n')) output.log(line);
  });
  let cut: Ending | undefined;
  const end = (ending: Ending): void => {
    cut ??= ending;
    void worker.terminate();
  };
  const read = output.read(worker.stdout, worker.stderr, () => end({ kind: 'flood' }));
  worker.stdin?.on('error', () => {});
  worker.stdin?.end(input);
  const timer = setTimeout(() => end({ kind: 'timeout' }), timeoutMs);
  const ending = await exited;
  clearTimeout(timer);
  await drained(read);
  return { lines: output.lines, stderr: output.stderr, ending: cut ?? ending };
}
