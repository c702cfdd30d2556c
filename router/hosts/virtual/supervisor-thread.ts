/** The supervisor's thread: every ptrace call of a run comes from it, for only the thread that traces a process may. */

import { parentPort } from 'node:worker_threads';
import { Libc } from './libc.js';
import type { Reply, Request } from './messages.js';
import { Supervisor } from './supervisor.js';

if (parentPort === null) throw new Error('the supervisor runs in a worker thread');
const port = parentPort;

const libc = new Libc();
libc.fixAddresses();
const supervisor = new Supervisor(libc);

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
