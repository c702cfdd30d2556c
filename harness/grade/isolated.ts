/** Does a task of grading in a process of its own, with limits: whatever a program does there costs that task alone. */

import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { gradeAnswer, type GradeAnswer, type GradeTask } from './task.js';
import { memoryOfTree } from './process-tree.js';

export interface Limits {
  /** Seconds of the wall clock. */
  readonly seconds: number;
  /** Mebibytes, of all processes of the task together; without /proc only of JavaScript objects. */
  readonly memoryMb: number;
  /** Kibibytes that may be printed. */
  readonly outputKb: number;
}

const ENTRY = fileURLToPath(new URL('./grading-process.js', import.meta.url));
const POLL_MS = 100;

/** Never rejects. A limit that was exceeded, or a process that ended, is an answer of the kind `failed`. */
export function isolated(task: GradeTask, limits: Limits): Promise<GradeAnswer> {
  return new Promise((resolve) => start(task, limits, resolve));
}

function start(
  task: GradeTask,
  { seconds, memoryMb, outputKb }: Limits,
  resolve: (answer: GradeAnswer) => void,
): void {
  const child = fork(ENTRY, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [`--max-old-space-size=${memoryMb}`],
  });
  const answer = (given: GradeAnswer): void => {
    clearTimeout(timer);
    clearInterval(poll);
    resolve(given);
    kill(child.pid);
  };
  const failed = (reason: string): void => answer({ kind: 'failed', reason });
  const tooMuch = `it needed more than ${memoryMb} MiB of memory`;
  const timer = setTimeout(() => failed(`no result within ${seconds} s`), seconds * 1000);
  const poll = setInterval(() => {
    if (memoryOfTree(child.pid) > memoryMb * 2 ** 20) failed(tooMuch);
  }, POLL_MS);
  let left = outputKb * 1024;
  let isOutOfMemory = false;
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (piece: Buffer) => {
      left -= piece.length;
      if (piece.includes('JavaScript heap out of memory')) isOutOfMemory = true;
      if (left < 0) failed(`it printed more than ${outputKb} KiB`);
    });
  }
  child.on('error', (error) => failed(error.message));
  child.on('close', (code, signal) =>
    failed(isOutOfMemory ? tooMuch : `its process ended early (${signal ?? `exit status ${code}`})`),
  );
  child.on('message', (message) => {
    const { data } = gradeAnswer.safeParse(message);
    if (data === undefined) failed('its process answered something else than a result');
    else answer(data);
  });
  child.send(task);
}

/** The nodes of a live run are in groups of their own: they are ended by their reaper as soon as their parent ends. */
function kill(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}
