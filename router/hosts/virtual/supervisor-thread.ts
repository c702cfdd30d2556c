/** The supervisor's thread: every ptrace call of a run comes from it, for only the thread that traces a process may. */

import { receiveMessageOnPort, threadId, workerData } from 'node:worker_threads';
import { Alarm } from './alarm.js';
import { Bell } from './bell.js';
import { Libc } from './libc.js';
import type { Batch, Reply, SupervisorData } from './messages.js';
import { Processors } from './processors.js';
import { Supervisor } from './supervisor.js';

/** How long no stop may come before it is looked why, in real milliseconds. */
const ALARM_MS = 50;

const { stallLimitMs, port, ...memory }: SupervisorData = workerData;
const requests = new Bell(memory.requests);
const answers = new Bell(memory.answers);

const libc = new Libc();
libc.fixAddresses();
const processors = new Processors(libc.library, process.pid + threadId);
processors.gather(0);
const supervisor = new Supervisor(libc, processors, new Alarm(libc.library, ALARM_MS), stallLimitMs);

// Until the thread is terminated. It has no other events.
for (;;) {
  const heard = requests.rings;
  const received: { readonly message: Batch } | undefined = receiveMessageOnPort(port);
  if (received === undefined) {
    requests.wait(heard);
    continue;
  }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port of a thread has no origin
  port.postMessage(replyTo(received.message));
  answers.ring();
}

function replyTo(batch: Batch): Reply {
  try {
    return { told: 'ran', nodes: supervisor.run(batch) };
  } catch (error) {
    return {
      told: 'failed',
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
}
