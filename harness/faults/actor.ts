/**
 * What the nemesis's operations do to a cluster, and what they say of it: the value of the completion.
 *
 *     start-partition one      ["isolated", {"n1": ["n2", "n3"], ...}]     whom each node does not hear
 *     kill minority            {"n2": "killed", "n5": "killed"}            and start, restart, pause, resume alike
 *     start-loss 0.2           0.2                                         what is in force from now on
 *     anything                 ["failed", "..."]                           it could not be done, and the run goes on
 */

import type { Random } from '../../node/index.js';
import {
  type Cluster,
  type Control,
  type Grudge,
  parseControl,
  REORDER_WINDOW_MS,
} from '../../router/index.js';
import type { Operation } from '../operations/history.js';
import type { NemesisActor } from '../run/interpreter.js';
import type { TestOptions } from '../options/schema.js';
import { drawTarget, isTarget } from './targets.js';

/** What the actor works with. */
export interface NemesisMeans {
  readonly cluster: Cluster;
  readonly options: TestOptions;
  /** Draws which nodes are hit. */
  readonly random: Random;
  /** Tells a node that has been started again what it was told before the run. */
  readonly setUp: (node: string) => Promise<void>;
}

/** Does the nemesis's operations to a cluster. */
export function nemesisActor(means: NemesisMeans): NemesisActor {
  return async (operation) => {
    try {
      return await act(means, operation);
    } catch (error) {
      return failed(error);
    }
  };
}

/** What ends a kind of fault that lasts: the network is as the options say again. */
const ENDINGS: Readonly<Record<string, (options: TestOptions) => Control>> = {
  'stop-partition': () => ({ do: 'heal' }),
  'stop-loss': ({ loss }) => ({ do: 'loss', probability: loss }),
  'stop-duplication': ({ duplication }) => ({ do: 'duplication', probability: duplication }),
  'stop-reorder': () => ({ do: 'reorder', reordering: { probability: 0, windowMs: REORDER_WINDOW_MS } }),
  'stop-slow': () => ({ do: 'fast' }),
};

async function act(means: NemesisMeans, { f, value }: Operation): Promise<unknown> {
  const { cluster, options } = means;
  if (f === 'kill' || f === 'pause') return hit(means, f, value);
  if (f === 'start' || f === 'restart' || f === 'resume') return mend(means, f, value);
  const control = ENDINGS[f]?.(options) ?? read(f.replace(/^start-/, ''), value, cluster);
  await cluster.apply(control);
  if (control.do === 'partition') return ['isolated', asJson(cluster.network.cuts)];
  return control.do === 'heal' ? 'network-healed' : value;
}

const HIT = { kill: 'killed', pause: 'paused' } as const;

/** What is down already is not hit again; but what stands still can be killed. */
async function hit(
  { cluster, random }: NemesisMeans,
  f: 'kill' | 'pause',
  value: unknown,
): Promise<Record<string, string>> {
  const states = cluster.states();
  const able = (node: string): boolean => {
    const state = states.get(node);
    return state === 'running' || (f === 'kill' && state === 'paused');
  };
  const nodes = isTarget(value)
    ? drawTarget(value, states, able, random)
    : nodesOf(read(f, value, cluster)).filter(able);
  await cluster.apply({ do: f, nodes });
  return Object.fromEntries(nodes.map((node) => [node, HIT[f]]));
}

const MENDED = { start: 'started', restart: 'restarted', resume: 'resumed' } as const;

/**
 * `start` and `resume` are for those that were killed or stand still; `restart` is for all that are named. Under
 * `--nemesis-kill-keeps nothing` a start is one with an empty storage.
 */
async function mend(
  { cluster, options, setUp }: NemesisMeans,
  f: 'start' | 'resume' | 'restart',
  value: unknown,
): Promise<Record<string, unknown>> {
  const verb = f === 'resume' ? 'resume' : 'restart';
  const empty = f === 'start' && options['nemesis-kill-keeps'] === 'nothing';
  const states = cluster.states();
  const nodes = nodesOf(read(verb, value, cluster)).filter(
    (node) => f === 'restart' || (f === 'start' ? cluster.killed.has(node) : states.get(node) === 'paused'),
  );
  // Each for itself: one that does not come up is no reason to leave the others down.
  const results = await Promise.all(
    nodes.map(async (node) => {
      try {
        if (empty) await cluster.apply({ do: 'wipe', nodes: [node] });
        await cluster.apply({ do: verb, nodes: [node] });
        if (verb === 'restart') await setUp(node);
        return empty ? 'wiped-and-started' : MENDED[f];
      } catch (error) {
        return failed(error);
      }
    }),
  );
  return Object.fromEntries(nodes.map((node, i) => [node, results[i]]));
}

function read(word: string, value: unknown, { nodes }: Cluster): Control {
  return parseControl(value === null ? word : `${word} ${String(value)}`, nodes);
}

function nodesOf(control: Control): readonly string[] {
  return 'nodes' in control ? control.nodes : [];
}

function failed(error: unknown): readonly [string, string] {
  return ['failed', error instanceof Error ? error.message : String(error)];
}

function asJson(grudge: Grudge): Record<string, string[]> {
  return Object.fromEntries([...grudge].map(([node, dropped]) => [node, [...dropped]]));
}
