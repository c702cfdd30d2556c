/**
 * Raft in bad weather, in virtual time. Each run must keep the invariants, give its clients a linearizable register, and be
 * well again when the weather is.
 */

import test, { type ExecutionContext } from 'ava';
import { impossibleKeys } from './register-history.js';
import { FAULTS, type Fault, type Storm, weather } from './stormy-run.js';

async function survives(t: ExecutionContext, storm: Storm): Promise<void> {
  const { history, complaints, noise, failedAtRest } = await weather(storm);
  t.deepEqual(complaints, []);
  t.deepEqual(impossibleKeys(history), []);
  t.deepEqual(noise, []);
  t.is(failedAtRest, 0);
}

const SINGLE: readonly (readonly [faults: readonly Fault[], seed: number])[] = [
  [[], 1],
  [['partition'], 2],
  [['loss'], 3],
  [['duplication', 'reorder'], 4],
  [['pause'], 5],
  [['kill'], 6],
  [['wipe'], 7],
];

for (const [faults, seed] of SINGLE) {
  test(`a cluster of five under ${faults.join(' and ') || 'no fault'}`, (t) => survives(t, { seed, faults }));
}

for (const seed of [11, 12, 13, 14, 15]) {
  test(`a cluster of five under everything at once, seed ${seed}`, (t) =>
    survives(t, { seed, faults: FAULTS }));
}

for (const nodes of [1, 2, 3, 4]) {
  test(`a cluster of ${nodes} under everything at once`, (t) => survives(t, { seed: 20 + nodes, nodes }));
}

test('a cluster whose messages take long', (t) =>
  survives(t, { seed: 30, latencyMs: 150, faults: ['partition', 'kill'] }));
