/** How long messages travel, and that one link's draws are its own. */

import test from 'ava';
import * as fc from 'fast-check';
import { MILLISECOND, Random } from '../../../node/index.js';
import { LATENCY_DISTRIBUTIONS, type LatencyDistribution, LatencyRule, PASS } from '../../../router/index.js';

const SEED = 5;

function rule(meanMs: number, distribution: LatencyDistribution = 'constant', hop = 0): LatencyRule {
  return new LatencyRule(new Random(SEED), { meanMs, distribution }, hop);
}

/** The delay of one message, in milliseconds. */
function delayMs(latency: LatencyRule, src = 'n1', dest = 'n2'): number {
  const verdict = latency.judge({ src, dest, body: {} });
  if (verdict.kind === 'pass') return 0;
  if (verdict.kind !== 'delay') throw new Error(`a latency rule may not ${verdict.kind}`);
  return verdict.delay / MILLISECOND;
}

function draws(latency: LatencyRule, count: number): readonly number[] {
  return Array.from({ length: count }, () => delayMs(latency));
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0) / numbers.length;
}

test('constant latency is the mean, each time', (t) => {
  t.deepEqual(new Set(draws(rule(100), 100)), new Set([100]));
  t.is(delayMs(rule(0.25)), 0.25);
});

test('uniform latency is whole milliseconds from 0 to below twice the mean, each of them', (t) => {
  const drawn = draws(rule(10, 'uniform'), 5000);
  t.deepEqual(
    [...new Set(drawn)].toSorted((a, b) => a - b),
    Array.from({ length: 20 }, (_, i) => i),
  );
  t.true(Math.abs(mean(drawn) - 9.5) < 0.5, `${mean(drawn)}`);
});

test('uniform latency of 100 ms never reaches 200 (section 23, 10)', (t) => {
  const drawn = draws(rule(100, 'uniform'), 20_000);
  t.is(Math.max(...drawn), 199);
  t.is(Math.min(...drawn), 0);
});

test('exponential latency is whole milliseconds about the mean, with a long tail', (t) => {
  const drawn = draws(rule(100, 'exponential'), 20_000);
  t.true(drawn.every((ms) => Number.isInteger(ms) && ms >= 0));
  t.true(Math.abs(mean(drawn) - 99.5) < 4, `${mean(drawn)}`);
  const tail = drawn.filter((ms) => ms >= 300).length / drawn.length;
  t.true(Math.abs(tail - Math.exp(-3)) < 0.01, `${tail}`);
});

for (const distribution of LATENCY_DISTRIBUTIONS) {
  test(`${distribution} latency of 0 is none`, (t) => {
    t.deepEqual(rule(0, distribution).judge({ src: 'n1', dest: 'n2', body: {} }), PASS);
  });

  test(`clients travel without ${distribution} latency, whichever end they are at`, (t) => {
    const latency = rule(100, distribution, 5 * MILLISECOND);
    for (let i = 0; i < 50; i++) {
      t.is(delayMs(latency, 'c1', 'n1'), 0);
      t.is(delayMs(latency, 'n1', 'c1'), 0);
    }
  });

  test(`with a hop, no message between nodes takes less under ${distribution} latency`, (t) => {
    const latency = rule(10, distribution, 5 * MILLISECOND);
    t.is(Math.min(...draws(latency, 500)), distribution === 'constant' ? 10 : 5);
  });
}

test('services and messages to oneself have latency', (t) => {
  t.is(delayMs(rule(100), 'n1', 'lin-kv'), 100);
  t.is(delayMs(rule(100), 'lin-kv', 'n1'), 100);
  t.is(delayMs(rule(100), 'n1', 'n1'), 100);
});

test('a hop alone is a latency', (t) => {
  t.is(delayMs(rule(0, 'constant', MILLISECOND)), 1);
});

test('a new latency holds from the next message on', (t) => {
  const latency = rule(100);
  t.is(delayMs(latency), 100);
  latency.set({ meanMs: 7, distribution: 'constant' });
  t.is(delayMs(latency), 7);
  t.deepEqual(latency.get(), { meanMs: 7, distribution: 'constant' });
});

test('a link draws the same whatever happens on other links, its own way back included', (t) => {
  const link = fc.constantFrom(['n2', 'n1'], ['n1', 'n3'], ['n3', 'n2'], ['c1', 'n2']);
  const undisturbed = draws(rule(1000, 'uniform'), 30);
  fc.assert(
    fc.property(fc.array(fc.array(link, { maxLength: 3 }), { minLength: 30, maxLength: 30 }), (others) => {
      const latency = rule(1000, 'uniform');
      const drawn = others.map((between) => {
        for (const [src, dest] of between) delayMs(latency, src, dest);
        return delayMs(latency);
      });
      t.deepEqual(drawn, undisturbed);
    }),
    { numRuns: 50 },
  );
});

test('links draw differently, and so do seeds', (t) => {
  const latency = rule(1000, 'uniform');
  const there = draws(latency, 20);
  const back = Array.from({ length: 20 }, () => delayMs(latency, 'n2', 'n1'));
  t.notDeepEqual(there, back);
  const otherSeed = new LatencyRule(new Random(SEED + 1), { meanMs: 1000, distribution: 'uniform' });
  t.notDeepEqual(there, draws(otherSeed, 20));
});
