/**
 * Plays a case with a worker thread that uses its standard streams, as a process would.
 *
 * One difference comes from Node: a thread that never reads its input does not end, but a process would.
 */

import { Worker } from 'node:worker_threads';
import { drained, type Script } from '../../../router/index.js';
import { CASE_SEED, type Ending, type NodeRun, Output } from './node-run.js';

/** The memory limit of a node, so that a leak ends the node and not Eddy. */
const MAX_HEAP_MB = 1024;

/** Never rejects: errors are in the `ending`. */
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
