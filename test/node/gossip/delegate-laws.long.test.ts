/**
 * The laws of gossip under any schedule of faults, and schedules that once broke them.
 *
 * The random schedules are the same in every run, for a suite must not fail by chance. EDDY_SEARCH=<seed> with
 * EDDY_SEARCH_RUNS=<number> looks for others. One after the other, because the virtual clock yields whenever anything in
 * this process makes a promise.
 */

import test from 'ava';
import * as fc from 'fast-check';
import { complaintsAfterHealing, complaintsUnderLastingCuts } from './complaints.js';
import { type Action, type Schedule, schedules } from './schedule.js';

function runs(byDefault: number): fc.Parameters<unknown> {
  const { EDDY_SEARCH: seed, EDDY_SEARCH_RUNS: numRuns } = process.env;
  return { seed: Number(seed ?? 1), numRuns: Number(numRuns ?? byDefault) };
}

test.serial(
  'after healing every node knows what any node knows, learned it once, and falls silent',
  async (t) => {
    const law = fc.asyncProperty(schedules, async (schedule) => {
      t.deepEqual(await complaintsAfterHealing(schedule), []);
    });
    await fc.assert(law, runs(250));
  },
);

test.serial('while links stay cut, nodes that others join know the same', async (t) => {
  const law = fc.asyncProperty(schedules, async (schedule) => {
    t.deepEqual(await complaintsUnderLastingCuts(schedule), []);
  });
  await fc.assert(law, runs(150));
});

function star(nodes: number, ...steps: readonly (readonly [afterMs: number, action: Action])[]): Schedule {
  return under({ fanout: 1, gossipIntervalMs: 0 }, nodes, steps);
}

function relays(nodes: number, ...steps: readonly (readonly [afterMs: number, action: Action])[]): Schedule {
  return under({ fanout: 2, gossipIntervalMs: 0 }, nodes, steps);
}

function under(
  parameters: Schedule['parameters'],
  nodes: number,
  steps: readonly (readonly [afterMs: number, action: Action])[],
): Schedule {
  return { seed: 0, nodes, parameters, steps: steps.map(([afterMs, action]) => ({ afterMs, action })) };
}

const NOTHING: Action = { do: 'mend', from: 0, to: 0 };
const HEAL: Action = { do: 'heal' };
const LOSS: Action = { do: 'loss', probability: 0.8 };

function publish(node: number): Action {
  return { do: 'publish', node };
}

function restart(node: number): Action {
  return { do: 'restart', node };
}

function cut(from: number, to: number): Action {
  return { do: 'cut', from, to };
}

function split(...from: readonly number[]): Action {
  return { do: 'split', from };
}

function configure(node: number, fanout: number): Action {
  return { do: 'configure', node, parameters: { fanout, gossipIntervalMs: 0 } };
}

/** Each the least that broke a law when it was found. */
const HEALED: Readonly<Record<string, Schedule>> = {
  'a node that restarts while its value travels gets it back': star(2, [0, publish(0)], [1, restart(0)]),
  'a node that restarts gets back what it had told, though it hears news first': star(
    2,
    [0, publish(0)],
    [1541, restart(0)],
    [0, publish(1)],
  ),
  'a value that went into a cut with a probe is sent again': star(
    2,
    [0, publish(0)],
    [0, cut(0, 1)],
    [4164, NOTHING],
  ),
  'a question that is lost is asked again': star(3, [0, LOSS], [1960, publish(1)], [3684, NOTHING]),
  'a greeting that is lost is repeated, though nothing else is owed': relays(
    4,
    [0, LOSS],
    [0, publish(0)],
    [2820, NOTHING],
  ),
  'a new delegate is told, though nothing was ever heard': star(
    3,
    [0, split(0)],
    [3301, HEAL],
    [863, publish(0)],
  ),
  'a message that was overtaken does not bring back an old way': relays(
    4,
    [2036, publish(1)],
    [0, publish(0)],
    [1522, { do: 'latency', meanMs: 104, jitterMs: 136 }],
    [3, publish(3)],
    [983, publish(2)],
  ),
  'a relay looks for the children that it lost': relays(
    4,
    [0, publish(0)],
    [61, cut(1, 3)],
    [0, publish(0)],
    [1840, NOTHING],
  ),
  'a pause is not taken for a round trip': star(
    3,
    [0, { do: 'pause', node: 0 }],
    [16_371, publish(0)],
    [19, publish(0)],
    [19_284, publish(0)],
    [18, HEAL],
    [0, LOSS],
    [2820, publish(0)],
  ),
  'a node that stood still is not late for ever after': star(
    4,
    [0, { do: 'pause', node: 1 }],
    [34_519, HEAL],
    [0, split(0)],
    [0, publish(1)],
  ),
  'who hangs on a node that restarts is found again': star(
    3,
    [0, cut(1, 0)],
    [0, { do: 'loss', probability: 0.4 }],
    [0, cut(0, 2)],
    [6774, HEAL],
    [40, restart(1)],
    [0, publish(0)],
  ),
  'a root that restarts finds those who presume another tree': relays(
    4,
    [0, configure(1, 1)],
    [2021, restart(0)],
    [0, publish(0)],
  ),
  'where all send to all, a peer that is regained gets the values of others': relays(
    3,
    [0, publish(0)],
    [3000, split(1)],
    [0, publish(0)],
    [6000, publish(2)],
  ),
};

for (const [title, schedule] of Object.entries(HEALED)) {
  test.serial(title, async (t) => {
    t.deepEqual(await complaintsAfterHealing(schedule), []);
  });
}

test.serial(
  'values whose predecessor died with its node spread, and are not asked for without end',
  async (t) => {
    const steps = [
      [27, publish(0)],
      [395, { do: 'loss', probability: 0.4 }],
      [1598, publish(0)],
      [1, publish(0)],
      [1, split(0)],
      [0, restart(0)],
    ] as const;
    t.deepEqual(await complaintsAfterHealing({ ...star(4, ...steps), seed: 683_915_373 }), []);
  },
);

const CUT: Readonly<Record<string, Schedule>> = {
  'a node that does not hear the root is served by another': star(3, [49, cut(0, 1)]),
  'a node whom the root does not hear is heard by another': star(3, [0, cut(1, 0)]),
  'nodes under relays find each other without their root': relays(5, [0, split(0)]),
  'a leaf between two roots joins them': star(6, [0, split(2, 3, 1)], [0, cut(0, 4)]),
};

for (const [title, schedule] of Object.entries(CUT)) {
  test.serial(title, async (t) => {
    t.deepEqual(await complaintsUnderLastingCuts(schedule), []);
  });
}
