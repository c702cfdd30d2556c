/** Our own broadcast program in virtual time does what it does in simulation: the same figures, and valid whenever that is. */

import { fileURLToPath } from 'node:url';
import test from 'ava';
import type { TestInput } from '../../../harness/options/schema.js';
import { runTest } from '../../../harness/run/run-test.js';
import { machineObstacle } from '../../../router/index.js';
import { folder } from '../folder.js';

const BROADCAST = fileURLToPath(new URL('../../../node/programs/broadcast.js', import.meta.url));
const SEEDS = [1, 2, 3, 4, 5];
const TOLERANCE = 0.02;
const FIGURES = ['msgs-per-op', 'stable-p50', 'stable-p99'] as const;

interface Outcome {
  readonly valid: unknown;
  readonly figures: readonly number[];
}

async function outcomeOf(
  runtime: 'sim' | 'virtual',
  seed: number,
  faults: Partial<TestInput>,
): Promise<Outcome> {
  const { results, summary } = await runTest({
    workload: 'broadcast',
    runtime,
    bin: BROADCAST,
    seed,
    'node-count': 5,
    rate: 10,
    'time-limit': 20,
    latency: 100,
    store: folder(),
    ...faults,
  });
  return { valid: results.valid, figures: FIGURES.map((name) => summary.figures.byName[name] ?? Number.NaN) };
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
}

const virtual = machineObstacle() === undefined ? test.serial : test.skip;
const FAULTS: Readonly<Record<string, Partial<TestInput>>> = {
  'without faults': {},
  'with partitions': { nemesis: ['partition'] },
};

for (const [name, faults] of Object.entries(FAULTS)) {
  // Not to the byte: timers of Node begin and end at whole milliseconds, so that a gossip is up to 1 ms earlier or later.
  virtual(`virtual time and simulation agree within 2 %, ${name}`, async (t) => {
    t.timeout(600_000);
    const pairs: (readonly [Outcome, Outcome])[] = [];
    for (const seed of SEEDS) {
      pairs.push([await outcomeOf('sim', seed, faults), await outcomeOf('virtual', seed, faults)]);
    }
    for (const [simulated, inVirtual] of pairs) t.is(inVirtual.valid, simulated.valid);
    for (const [i, figure] of FIGURES.entries()) {
      const [simulated, inVirtual] = [0, 1].map((side) =>
        mean(pairs.map((pair) => pair[side]?.figures[i] ?? Number.NaN)),
      );
      const ratio = (inVirtual ?? Number.NaN) / (simulated ?? Number.NaN);
      t.true(
        Math.abs(ratio - 1) <= TOLERANCE,
        `${figure}: ${inVirtual} in virtual time, ${simulated} in simulation`,
      );
    }
  });
}
