/** Faults of nodes themselves: which nodes are hit, and how each goes on. */

import { type Random } from '../../node/index.js';
import type { Cluster } from '../../router/index.js';
import { failed, nodesIn } from './act.js';
import { controlOf } from './control-deed.js';
import type { Deed, FaultKind, KindOptions, NemesisMeans, NemesisPart } from './kind.js';
import { drawTarget, isTarget } from './targets.js';

type State = 'running' | 'paused' | 'dead';

/**
 * Hits the nodes that are named, or that a target draws, if they are in one of these states. Completed with each node that
 * was hit, and `done`.
 */
export function hitting(verb: 'kill' | 'pause', able: readonly State[], done: string): Deed {
  return async ({ cluster, random }, value) => {
    const states = cluster.states();
    const isAble = (node: string): boolean => {
      const state = states.get(node);
      return state !== undefined && able.includes(state);
    };
    const nodes = isTarget(value)
      ? drawTarget(value, states, isAble, random)
      : nodesNamed(verb, value, cluster).filter(isAble);
    await cluster.apply({ do: verb, nodes });
    return Object.fromEntries(nodes.map((node) => [node, done]));
  };
}

/** How nodes go on. */
export interface Mending {
  readonly verb: 'restart' | 'resume';
  /** Which of the nodes that are named need it. */
  readonly isDue: (cluster: Cluster, node: string) => boolean;
  /** What the completion says of each. */
  readonly done: (options: KindOptions) => string;
  /** What is done before. */
  readonly before?: (means: NemesisMeans, node: string) => Promise<void>;
  /** What is done when it runs. */
  readonly after?: (means: NemesisMeans, node: string) => Promise<void>;
}

/** Each node for itself: one that does not come up is no reason to leave the others down. */
export function mending({ verb, isDue, done, before, after }: Mending): Deed {
  return async (means, value) => {
    const { cluster, options } = means;
    const nodes = nodesNamed(verb, value, cluster).filter((node) => isDue(cluster, node));
    const results = await Promise.all(
      nodes.map(async (node) => {
        try {
          await before?.(means, node);
          await cluster.apply({ do: verb, nodes: [node] });
          await after?.(means, node);
          return done(options);
        } catch (error) {
          return failed(error);
        }
      }),
    );
    return Object.fromEntries(nodes.map((node, i) => [node, results[i]]));
  };
}

/** How a fault of nodes is read from a history and described. */
export const NODE_FAULT = {
  strikesNodes: true,
  read: ({ asked, result }, options) => {
    const nodes = nodesIn(result).toSorted((a, b) => options.nodes.indexOf(a) - options.nodes.indexOf(b));
    return nodes.length === 0 ? undefined : { nodes, ...(isTarget(asked) && { value: asked }) };
  },
  describe: ({ nodes = [], value }) => `${value === undefined ? '' : `${value}: `}${nodes.join(' ')}`,
  hitNothing: (result) => nodesIn(result).length === 0,
} satisfies Partial<FaultKind>;

/** What the nemesis asks of a fault of nodes: a target, or nodes. Which nodes a target hits is drawn when it is done. */
export const NODE_TARGETS = {
  draw: (random: Random, options: KindOptions) =>
    random.pick(options['nemesis-targets']).replaceAll('+', ','),
  endValue: 'all',
} satisfies Partial<NemesisPart>;

/** The control line that does it to the nodes of a completion; none if there are none. */
export function nodeLines(verb: string, result: unknown): readonly string[] {
  const nodes = nodesIn(result);
  return nodes.length === 0 ? [] : [`${verb} ${nodes.join(',')}`];
}

function nodesNamed(verb: string, value: unknown, cluster: Cluster): readonly string[] {
  const control = controlOf(verb, value, cluster);
  return 'nodes' in control ? control.nodes : [];
}
