/** Whom a fault hits that says only how many. */

import test from 'ava';
import * as fc from 'fast-check';
import { drawTarget, isTarget, type Target, TARGETS } from '../../../harness/faults/targets.js';
import { Random } from '../../../node/index.js';

/** A cluster of so many, of which the last ones are down. */
function statesOf(nodes: number, paused = 0, dead = 0): ReadonlyMap<string, string> {
  const state = (i: number): string =>
    i >= nodes - dead ? 'dead' : i >= nodes - dead - paused ? 'paused' : 'running';
  return new Map(Array.from({ length: nodes }, (_, i) => [`n${i}`, state(i)]));
}

function draw(target: Target, states: ReadonlyMap<string, string>, seed = 1): readonly string[] {
  return drawTarget(target, states, (node) => states.get(node) !== 'dead', new Random(seed));
}

for (const [nodes, one, minority, majority, all] of [
  [1, 1, 1, 1, 1],
  [2, 1, 1, 2, 2],
  [3, 1, 1, 2, 3],
  [4, 1, 1, 3, 4],
  [5, 1, 2, 3, 5],
  [7, 1, 3, 4, 7],
] as const) {
  test(`of ${nodes} nodes that run: one is ${one}, minority ${minority}, majority ${majority}, all ${all}`, (t) => {
    t.deepEqual(
      TARGETS.map((target) => draw(target, statesOf(nodes)).length),
      [one, minority, majority, all],
    );
  });
}

for (const [nodes, paused, dead, counts] of [
  [5, 1, 0, [1, 1, 3, 5]],
  [5, 0, 1, [1, 1, 3, 4]],
  [5, 1, 1, [0, 0, 3, 4]],
  [5, 0, 3, [0, 0, 2, 2]],
  [3, 0, 1, [0, 0, 2, 2]],
  [2, 1, 0, [0, 0, 2, 2]],
  [1, 0, 1, [0, 0, 0, 0]],
] as const) {
  test(`of ${nodes} with ${paused} paused and ${dead} dead these are hit: ${counts.join(', ')}`, (t) => {
    t.deepEqual(
      TARGETS.map((target) => draw(target, statesOf(nodes, paused, dead)).length),
      [...counts],
    );
  });
}

test('one and minority always leave a majority that runs, and hit nobody twice', (t) => {
  const cluster = fc.record({
    nodes: fc.integer({ min: 3, max: 9 }),
    paused: fc.integer({ min: 0, max: 4 }),
    dead: fc.integer({ min: 0, max: 4 }),
    target: fc.constantFrom<Target>('one', 'minority'),
    seed: fc.integer(),
  });
  fc.assert(
    fc.property(cluster, ({ nodes, paused, dead, target, seed }) => {
      const states = statesOf(nodes, paused, dead);
      const drawn = draw(target, states, seed);
      t.is(new Set(drawn).size, drawn.length);
      t.true(drawn.every((node) => states.get(node) === 'running'));
      const down = [...states.values()].filter((state) => state !== 'running').length;
      if (drawn.length > 0) t.true(nodes - down - drawn.length > nodes / 2);
    }),
    { seed: 1, numRuns: 200 },
  );
});

test('for some seed each node is hit, and the same seed hits the same', (t) => {
  const hit = Array.from({ length: 40 }, (_, seed) => draw('one', statesOf(5), seed)[0]);
  t.is(new Set(hit).size, 5);
  t.deepEqual(
    hit,
    Array.from({ length: 40 }, (_, seed) => draw('one', statesOf(5), seed)[0]),
  );
});

test('who is drawn next does not depend on who is down now', (t) => {
  const [calm, wild] = [new Random(1), new Random(1)];
  drawTarget('one', statesOf(5), () => true, calm);
  drawTarget('all', statesOf(5, 2, 2), () => false, wild);
  t.deepEqual(
    drawTarget('minority', statesOf(5), () => true, calm),
    drawTarget('minority', statesOf(5), () => true, wild),
  );
});

test('a target is one of four words', (t) => {
  for (const word of TARGETS) t.true(isTarget(word));
  for (const word of ['n1', 'ALL', '', null, 1]) t.false(isTarget(word));
});
