/**
 * The nemesis: which faults come, and when. What they do to a cluster is `actor.ts`.
 *
 * Each kind of fault begins and ends in turn, at times of its own (docs/faults.md). A schedule does what its lines say at
 * their times. All of them leave their operations in the history.
 */

import { type Random, SECOND } from '../../node/index.js';
import { endless, type Generator, stagger } from '../operations/generator.js';
import type { FaultOptions } from './options.js';
import { draftOf } from './control-deed.js';
import type { NemesisKind } from './kind.js';
import { nemesisKind } from './kinds/index.js';

/** The nemesis's operations for the main phase; undefined where there are none. */
export function nemesisGenerator(random: Random, options: FaultOptions): Generator | undefined {
  const parts: Generator[] = options.nemesis.map((name) => {
    // What one kind draws is its own affair: another kind beside it changes nothing.
    const own = name === 'partition' ? random : random.fork(name);
    const turns = alternate(nemesisKind(name), own.fork('kinds'), options);
    return stagger(own.fork('times'), 1 / options['nemesis-interval'], turns);
  });
  if (options.faults.length > 0) parts.push(schedule(options.faults));
  return parts.length === 0 ? undefined : anyOf(parts);
}

/** The kind's beginning and its end, in turn. */
function alternate({ begins, ends, nemesis }: NemesisKind, random: Random, options: FaultOptions): Generator {
  const [begin = '', end = ''] = [begins[0], ends[0]];
  let broken = false;
  return endless(() => {
    broken = !broken;
    return broken ? { f: begin, value: nemesis.draw(random, options) } : { f: end, value: nemesis.endValue };
  });
}

/** Does each line at its time, counted as a time limit is: from the first time it is asked, not from the nodes' start. */
function schedule(faults: FaultOptions['faults']): Generator {
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
      return { kind: 'operation', draft: draftOf(next.do) };
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
