/** The supervisor's thread: every ptrace call of a run comes from it, for only the thread that traces a process may. */

import { parentPort, threadId, workerData } from 'node:worker_threads';
import { Alarm } from './alarm.js';
import { Libc } from './libc.js';
import type { Reply, Request } from './messages.js';
import { Supervisor } from './supervisor.js';

/** How long no stop may come before it is looked why, in real milliseconds. */
const ALARM_MS = 50;

if (parentPort === null) throw new Error('the supervisor runs in a worker thread');
const port = parentPort;

const libc = new Libc();
libc.fixAddresses();
// A stop hands the processor from node to supervisor and back: several times faster on the same one. Others stay free for others.
libc.pin(process.pid + threadId);
const {
  stallLimitMs,
  interruption,
}: { readonly stallLimitMs: number; readonly interruption: Int32Array<SharedArrayBuffer> } = workerData;
const supervisor = new Supervisor(libc, new Alarm(libc.library, ALARM_MS), {
  stallLimitMs,
  isInterrupted: () => Atomics.load(interruption, 0) !== 0,
});

port.on('message', (request: Request) => {
  if (request.ask === 'end') {
    port.close();
    return;
  }
  let reply: Reply;
  try {
    reply = { told: 'ran', nodes: supervisor.run(request.batch) };
  } catch (error) {
    reply = {
      told: 'failed',
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
  port.postMessage(reply);
});
