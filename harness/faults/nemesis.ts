/**
 * The nemesis: which faults come, and when. What they do to a cluster is `actor.ts`.
 *
 * Each kind of fault begins and ends in turn, at times of its own (spec section 14). A schedule does what its lines say at
 * their times. All of them leave their operations in the history.
 */

import { type Random, SECOND } from '../../node/index.js';
import { endless, type Generator, stagger } from '../operations/generator.js';
import type { TestOptions } from '../options/schema.js';
import { type FaultKind, FAULT_KINDS } from './fault-kinds.js';

/** The nemesis's operations for the main phase; undefined where there are none. */
export function nemesisGenerator(random: Random, options: TestOptions): Generator | undefined {
  const parts: Generator[] = options.nemesis.map((name) => {
    // What one kind draws is its own affair: another kind beside it changes nothing.
    const own = name === 'partition' ? random : random.fork(name);
    const turns = alternate(FAULT_KINDS[name], own.fork('kinds'), options);
    return stagger(own.fork('times'), 1 / options['nemesis-interval'], turns);
  });
  if (options.faults.length > 0) parts.push(schedule(options.faults));
  return parts.length === 0 ? undefined : anyOf(parts);
}

function alternate(kind: FaultKind, random: Random, options: TestOptions): Generator {
  let broken = false;
  return endless(() => {
    broken = !broken;
    return broken ? kind.begin(random, options) : kind.end;
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
