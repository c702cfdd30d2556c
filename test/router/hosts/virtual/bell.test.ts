/** A bell between threads. */

import { Worker } from 'node:worker_threads';
import test from 'ava';
import { Bell } from '../../../../router/hosts/virtual/bell.js';

test('a bell that has rung since it was last heard is not waited for', (t) => {
  const bell = new Bell();
  const heard = bell.rings;
  bell.ring();
  t.true(bell.wait(heard, 0));
});

test('a wait for a bell that does not ring ends after its time', (t) => {
  const bell = new Bell();
  t.false(bell.wait(bell.rings, 0));
});

test('a bell counts its rings, for all that share its memory', (t) => {
  const bell = new Bell();
  const other = new Bell(bell.memory);
  other.ring();
  other.ring();
  t.is(bell.rings, 2);
});

test('a thread that sleeps is woken by the ring of another', async (t) => {
  const bell = new Bell();
  const worker = new Worker(
    `const { workerData } = require('node:worker_threads');
     const word = new Int32Array(workerData);
     Atomics.add(word, 0, 1);
     Atomics.notify(word, 0);`,
    { eval: true, workerData: bell.memory },
  );
  const ended = new Promise((resolve) => {
    worker.once('exit', resolve);
  });
  t.true(bell.wait(0));
  t.is(bell.rings, 1);
  await ended;
});
