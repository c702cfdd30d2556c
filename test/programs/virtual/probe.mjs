#!/usr/bin/env node
// Shows what a node in virtual time sees: the time, random numbers, ids, children; and misbehaves on request.

import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';

let node = '';

function deviceBytes() {
  const bytes = Buffer.alloc(8);
  const file = openSync('/dev/urandom', 'r');
  readSync(file, bytes);
  closeSync(file);
  return bytes.toString('hex');
}

const HANDLERS = {
  init: ({ node_id: id }) => {
    node = id;
    return {};
  },
  time: () => ({ wall: Date.now(), monotonic: Math.round(performance.now()) }),
  random: () => ({
    bytes: randomBytes(8).toString('hex'),
    device: deviceBytes(),
    number: Math.random(),
    pid: process.pid,
    parent: process.ppid,
  }),
  // A child that sleeps and tells the time, waited for without the event loop.
  child: () => ({ said: execFileSync('/bin/sh', ['-c', 'sleep 2; date +%s; echo $$'], { encoding: 'utf8' }) }),
  // A child that outlives the reply, and prints for its parent.
  leave: () => {
    spawn('/bin/sh', ['-c', 'sleep 1; echo late >&2'], { stdio: 'inherit' });
    return {};
  },
  log: ({ length }) => {
    process.stderr.write(`${'x'.repeat(length)}\n`);
    return {};
  },
  // A loop until a time that never comes.
  spin: () => {
    const end = Date.now() + 1000;
    while (Date.now() < end);
    return {};
  },
  // Always has something to do, and looks each time whether another thread has done its part.
  restless: async () => {
    const done = new Int32Array(new SharedArrayBuffer(4));
    new Worker(`Atomics.store(require('node:worker_threads').workerData, 0, 7);`, { eval: true, workerData: done });
    const { port1, port2 } = new MessageChannel();
    await new Promise((resolve) => {
      port1.onmessage = () => (Atomics.load(done, 0) === 0 ? port2.postMessage('') : resolve());
      port2.postMessage('');
    });
    port1.close();
    return { done: done[0] };
  },
  // Asks again and again without waiting.
  poll: async () => {
    const start = Date.now();
    while (Date.now() < start + 100) {
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
    }
    return { took: Date.now() - start };
  },
};

createInterface({ input: process.stdin }).on('line', async (line) => {
  const { src, body } = JSON.parse(line);
  const result = await HANDLERS[body.type](body);
  const reply = { type: `${body.type}_ok`, in_reply_to: body.msg_id, ...result };
  console.log(JSON.stringify({ src: node, dest: src, body: reply }));
});
