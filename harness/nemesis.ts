/**
 * The nemesis: what it does to the cluster, and when.
 *
 * `partition` alternates between cutting the cluster, each time in one of the given kinds, and healing it (spec section
 * 14). A schedule does what its lines say at their times. Both leave their operations in the history.
 */

import { type Random, SECOND } from '../node/index.js';
import {
  type Cluster,
  type Control,
  type Grudge,
  parseControl,
  type PartitionKind,
} from '../router/index.js';
import { type Draft, endless, type Generator, sequence, stagger } from './generator.js';
import type { NemesisActor } from './interpreter.js';
import type { TestOptions } from './options.js';

/** The nemesis's operations for the main phase; undefined where there are none. */
export function nemesisGenerator(random: Random, options: TestOptions): Generator | undefined {
  const parts: Generator[] = [];
  if (options.nemesis.includes('partition')) {
    parts.push(
      stagger(
        random.fork('times'),
        1 / options['nemesis-interval'],
        partitions(random.fork('kinds'), options['partition-kinds']),
      ),
    );
  }
  if (options.faults.length > 0) parts.push(schedule(options.faults));
  return parts.length === 0 ? undefined : anyOf(parts);
}

/**
 * What undoes all faults, from the state that the cluster is in: links are healed, the network is as the options say, and
 * nodes that stand still or were killed go on. A node that crashed by itself stays dead.
 */
export function healGenerator(cluster: Cluster, options: TestOptions): Generator | undefined {
  const drafts: Draft[] = [];
  if (options.nemesis.includes('partition')) drafts.push({ f: 'stop-partition', value: null });
  if (options.faults.length > 0) {
    if (cluster.network.cuts.size > 0) drafts.push({ f: 'heal', value: null });
    const changed = (word: string): boolean => options.faults.some((each) => each.do.trim().startsWith(word));
    if (changed('latency'))
      drafts.push({ f: 'latency', value: `${options.latency} ${options['latency-dist']}` });
    if (changed('loss')) drafts.push({ f: 'loss', value: String(options.loss) });
    if (changed('duplication')) drafts.push({ f: 'duplication', value: String(options.duplication) });
    const states = [...cluster.states()];
    const paused = states.filter(([, state]) => state === 'paused').map(([node]) => node);
    const killed = states
      .filter(([node, state]) => state === 'dead' && !cluster.deaths.has(node))
      .map(([node]) => node);
    if (paused.length > 0) drafts.push({ f: 'resume', value: paused.join(',') });
    if (killed.length > 0) drafts.push({ f: 'restart', value: killed.join(',') });
  }
  return drafts.length === 0 ? undefined : sequence(drafts);
}

/** Does the nemesis's operations to a cluster; the completion says what came of it. */
export function nemesisActor(cluster: Cluster): NemesisActor {
  return async ({ f, value }) => {
    try {
      await cluster.apply(controlOf(f, value, cluster.nodes));
    } catch (error) {
      return ['failed', error instanceof Error ? error.message : String(error)];
    }
    switch (f) {
      case 'start-partition':
      case 'partition':
        return ['isolated', asJson(cluster.network.cuts)];
      case 'stop-partition':
      case 'heal':
        return 'network-healed';
      default:
        return value;
    }
  };
}

function controlOf(f: string, value: unknown, nodes: readonly string[]): Control {
  if (f === 'start-partition') return { do: 'partition', kind: value as PartitionKind };
  if (f === 'stop-partition') return { do: 'heal' };
  return parseControl(typeof value === 'string' ? `${f} ${value}` : f, nodes);
}

function asJson(grudge: Grudge): Record<string, string[]> {
  return Object.fromEntries([...grudge].map(([node, dropped]) => [node, [...dropped]]));
}

function partitions(random: Random, kinds: readonly PartitionKind[]): Generator {
  let cut = false;
  return endless(() => {
    cut = !cut;
    return cut ? { f: 'start-partition', value: random.pick(kinds) } : { f: 'stop-partition', value: null };
  });
}

/** Does each line at its time, counted as a time limit is: from the first time it is asked, not from the nodes' start. */
function schedule(faults: TestOptions['faults']): Generator {
  const left = faults.toSorted((a, b) => a.at - b.at);
  let start: number | undefined;
  return {
    next({ now }) {
      start ??= now;
      const [next] = left;
      if (next === undefined) return { kind: 'done' };
      const at = start + Math.round(next.at * SECOND);
      if (now < at) return { kind: 'wait', until: at };
      left.shift();
      const [f = '', ...rest] = next.do.trim().split(/\s+/);
      return { kind: 'operation', draft: { f, value: rest.length === 0 ? null : rest.join(' ') } };
    },
  };
}

/** Whichever of the generators has something first. */
function anyOf(children: readonly Generator[]): Generator {
  const left = [...children];
  return {
    next(context) {
      let soonest: number | undefined;
      for (const child of left.slice()) {
        const answer = child.next(context);
        if (answer.kind === 'operation') return answer;
        if (answer.kind === 'done') left.splice(left.indexOf(child), 1);
        else if (answer.kind === 'wait') soonest = Math.min(soonest ?? Infinity, answer.until);
      }
      if (left.length === 0) return { kind: 'done' };
      return soonest === undefined ? { kind: 'pending' } : { kind: 'wait', until: soonest };
    },
  };
}
