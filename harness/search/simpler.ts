/** Plans that are simpler than a plan: shorter, with fewer nodes, with rounder times. */

import { MILLISECOND } from '../../node/index.js';
import { completeOptions } from '../options/schema.js';
import type { PlannedFault, RunPlan } from '../plan/run-plan.js';
import { workerCount } from '../workloads/options.js';

/** Parts of the time limit that are tried. */
const SHORTER = [1 / 2, 3 / 4, 7 / 8];
/** Nothing shorter than this is tried, in seconds. */
const SHORTEST = 0.1;

/** Plans whose load ends sooner, the shortest first. */
export function sooner(plan: RunPlan): readonly RunPlan[] {
  const limit = completeOptions(plan.options)['time-limit'];
  return SHORTER.map((part) => Math.round(limit * part * 1000) / 1000)
    .filter((shorter) => shorter >= SHORTEST && shorter < limit)
    .map((shorter) => ({
      ...plan,
      options: { ...plan.options, 'time-limit': shorter },
      operations: plan.operations.filter(({ at }) => at < shorter),
      faults: plan.faults.filter(({ at }) => at < shorter),
    }));
}

/** Plans without one of the nodes, the last first. Its workers, its faults and its messages leave with it. */
export function withoutNode(plan: RunPlan): readonly RunPlan[] {
  const options = completeOptions(plan.options);
  const { nodes } = options;
  if (nodes.length < 2) return [];
  const rows = Math.ceil(workerCount(options) / nodes.length);
  return nodes
    .map((_, i) => nodes.length - 1 - i)
    .map((gone) => {
      const name = nodes[gone];
      const { 'node-count': __, ...kept } = plan.options;
      return {
        options: { ...kept, nodes: nodes.filter((each) => each !== name), concurrency: `${rows}n` },
        operations: plan.operations.flatMap((operation) => {
          const [row, index] = [Math.floor(operation.worker / nodes.length), operation.worker % nodes.length];
          if (index === gone) return [];
          return [{ ...operation, worker: row * (nodes.length - 1) + (index > gone ? index - 1 : index) }];
        }),
        faults: plan.faults.flatMap((fault) => withoutName(fault, name ?? '')),
        exceptions: plan.exceptions.filter(({ message: { src, dest } }) => src !== name && dest !== name),
      };
    });
}

/** A control line that names a node no more; none if it names nothing then. */
function withoutName(fault: PlannedFault, name: string): readonly PlannedFault[] {
  const [word = '', ...rest] = fault.do.split(' ');
  if (rest.length === 0) return [fault];
  const sides = rest.join(' ').split(/(\s*->\s*|\s*\|\s*)/);
  const kept = sides.map((side, i) => {
    if (i % 2 === 1) return side;
    return side
      .split(/[\s,]+/)
      .filter((each) => each !== name && each !== '')
      .join(',');
  });
  return kept.includes('') ? [] : [{ ...fault, do: `${word} ${kept.join('')}` }];
}

/** Plans with rounder times, one after the other; those that are the plan itself are left out. */
export function rounded(plan: RunPlan): readonly RunPlan[] {
  const to =
    (step: number) =>
    <T extends { readonly at: number }>(each: T): T => ({ ...each, at: Math.round(each.at * step) / step });
  const delays = plan.exceptions.map(({ message, fate }) => ({
    message,
    fate: {
      ...fate,
      ...(fate.delay !== undefined && { delay: Math.round(fate.delay / COARSE) * COARSE }),
    },
  }));
  const same = JSON.stringify(plan);
  return [
    { ...plan, faults: plan.faults.map(to(10)) },
    { ...plan, operations: plan.operations.map(to(10)) },
    { ...plan, operations: plan.operations.map(to(100)) },
    { ...plan, exceptions: delays },
  ].filter((each) => JSON.stringify(each) !== same);
}

/** Nanoseconds to which delays are rounded. */
const COARSE = 10 * MILLISECOND;
