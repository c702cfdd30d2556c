/** Reading what a node printed to its end, however late this thread comes to it. */

import { once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import test from 'ava';
import { drained } from '../../../router/hosts/node-streams.js';
import { block } from '../../real-time.js';

/** More than an open pipe is waited for. */
const HELD_UP_MS = 600;

test('what has come while this thread was held up is still read', async (t) => {
  const { port1, port2 } = new MessageChannel();
  let read = false;
  const ended = once(port2, 'message').then(() => {
    read = true;
  });
  port1.postMessage('the last line');
  const over = drained(ended);
  block(HELD_UP_MS);
  await over;
  port1.close();
  t.true(read);
});

test('a pipe that is never closed is not waited for', async (t) => {
  await t.notThrowsAsync(drained(new Promise(() => {})));
});
