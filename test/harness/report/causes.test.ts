/** What a message between nodes is said to be sent upon: never more than the network can know. */

import test from 'ava';
import * as fc from 'fast-check';
import { Causes, type Guess } from '../../../harness/report/causes.js';

const MS = 1e6;
const [NODE, OTHER] = [1, 2];
const [ASK, PASS, TICK] = [10, 11, 12];

/** Messages are numbered in the order in which they are mentioned. */
class Wire {
  readonly #causes = new Causes();
  #message = 0;

  /** The node receives a message and replies to it after so long. */
  answers(at: number, thinkMs: number, node = NODE): void {
    const request = this.receives(at, ASK, node);
    this.#causes.reply((at + thinkMs) * MS, node, request);
  }

  receives(at: number, type: number, node = NODE): number {
    const message = this.#message++;
    this.#causes.receive(at * MS, node, type, message);
    return message;
  }

  sends(at: number, node = NODE): void {
    this.#causes.send(at * MS, node, this.#message++);
  }

  goesOn(at: number): void {
    this.#causes.goOn(at * MS, NODE);
  }

  get guesses(): readonly Guess[] {
    return [...this.#causes.guesses()].map(({ guess }) => guess);
  }
}

/** A node that has replied five times, each after so long. */
function thinker(thinkMs: number): Wire {
  const wire = new Wire();
  for (let i = 0; i < 5; i++) wire.answers(i * 100, thinkMs);
  return wire;
}

test('a node in a slow language sends upon what it received milliseconds before', (t) => {
  const wire = thinker(3);
  wire.receives(1000, PASS);
  wire.sends(1003);
  wire.sends(1008);
  t.deepEqual(wire.guesses, [
    { kind: 'upon', type: PASS },
    { kind: 'upon', type: PASS },
  ]);
});

test('a node that has long received nothing sends by itself, and what lies between is unknown', (t) => {
  const wire = thinker(3);
  wire.receives(1000, PASS);
  wire.sends(1020);
  wire.sends(1100);
  t.deepEqual(wire.guesses, [{ kind: 'unknown' }, { kind: 'by itself' }]);
});

test('a simulated node replies in no time, and so sends upon what it received at the same instant only', (t) => {
  const wire = thinker(0);
  wire.receives(1000, PASS);
  wire.sends(1000);
  wire.sends(1000.5);
  t.deepEqual(wire.guesses, [{ kind: 'upon', type: PASS }, { kind: 'by itself' }]);
});

test('after messages of two types it is not known which of them it was', (t) => {
  const wire = thinker(3);
  wire.receives(1000, PASS);
  wire.receives(1001, TICK);
  wire.sends(1002);
  wire.receives(2000, PASS);
  wire.receives(2001, PASS);
  wire.sends(2002);
  t.deepEqual(wire.guesses, [{ kind: 'unknown' }, { kind: 'upon', type: PASS }]);
});

test('where no node ever replied nothing is known', (t) => {
  const wire = new Wire();
  wire.receives(1000, PASS);
  wire.sends(1000);
  wire.sends(9000);
  t.deepEqual(wire.guesses, [{ kind: 'unknown' }, { kind: 'unknown' }]);
});

test('what a node sent before it received anything it sent by itself', (t) => {
  const wire = new Wire();
  wire.sends(1);
  t.deepEqual(wire.guesses, [{ kind: 'by itself' }]);
});

test('a node with few replies is taken to think for as long as the others', (t) => {
  const wire = thinker(3);
  wire.answers(900, 0, OTHER);
  wire.receives(1000, PASS, OTHER);
  wire.sends(1005, OTHER);
  t.deepEqual(wire.guesses, [{ kind: 'upon', type: PASS }]);
});

test('a reply for which a node waited, receiving other messages meanwhile, does not count as thinking', (t) => {
  const causes = new Causes();
  causes.receive(0, NODE, ASK, 0);
  causes.receive(50 * MS, NODE, PASS, 1);
  causes.reply(60 * MS, NODE, 0);
  causes.send(61 * MS, NODE, 2);
  t.deepEqual([...causes.guesses()], [{ message: 2, guess: { kind: 'unknown' } }]);
});

test('what a node sends when it goes on after a pause has a cause that is not known', (t) => {
  const wire = thinker(0);
  wire.receives(1000, PASS);
  wire.goesOn(5000);
  wire.sends(5000);
  wire.sends(6000);
  t.deepEqual(wire.guesses, [{ kind: 'unknown' }, { kind: 'by itself' }]);
});

test('whatever a node thinks and receives, it sends upon a type that it received last, alone in its thinking time', (t) => {
  const event = fc.record({
    gap: fc.integer({ min: 0, max: 40 }),
    kind: fc.constantFrom<'receive' | 'send'>('receive', 'send'),
    type: fc.constantFrom(PASS, TICK),
  });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5 }), fc.array(event, { maxLength: 30 }), (think, events) => {
      const wire = thinker(think);
      const received: { readonly at: number; readonly type: number }[] = [{ at: 400, type: ASK }];
      const sends: { readonly at: number; readonly before: number }[] = [];
      let now = 1000;
      for (const { gap, kind, type } of events) {
        now += gap;
        if (kind === 'receive') {
          wire.receives(now, type);
          received.push({ at: now, type });
        } else {
          wire.sends(now);
          sends.push({ at: now, before: received.length });
        }
      }
      for (const [i, guess] of wire.guesses.entries()) {
        const { at, before } = sends[i] ?? { at: NaN, before: 0 };
        const lately = received.slice(0, before).filter((each) => at - each.at <= 3 * think);
        if (guess.kind === 'upon')
          t.deepEqual(new Set(lately.map(({ type }) => type)), new Set([guess.type]));
        if (guess.kind === 'by itself') {
          t.deepEqual(lately, []);
          t.true(received.slice(0, before).every((each) => at - each.at > 10 * think));
        }
      }
    }),
  );
});
