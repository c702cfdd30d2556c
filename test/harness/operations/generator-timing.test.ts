/** Stagger and time limit: when operations go out, asked at chosen instants instead of waited for. */

import test from 'ava';
import * as fc from 'fast-check';
import {
  type Answer,
  endless,
  type Generator,
  mix,
  stagger,
  timeLimit,
} from '../../../harness/operations/generator.js';
import { Random, SECOND } from '../../../node/index.js';

/** What a generator answers at an instant, in a word: the operation's `f`, `until 5`, `pending`, `done`. */
function ask(generator: Generator, now = 0, free: readonly number[] = [0]): string {
  return inWords(generator.next({ now, free }));
}

function inWords(answer: Answer): string {
  if (answer.kind === 'operation') return answer.draft.f;
  return answer.kind === 'wait' ? `until ${answer.until}` : answer.kind;
}

/** The instants at which operations go out, when the generator is asked as soon as it wants to be. */
function times(generator: Generator, count: number): number[] {
  const out: number[] = [];
  for (let now = 0; out.length < count;) {
    const answer = generator.next({ now, free: [0] });
    if (answer.kind === 'operation') out.push(now);
    else if (answer.kind === 'wait') now = answer.until;
    else throw new Error(answer.kind);
  }
  return out;
}

function gaps(instants: readonly number[]): number[] {
  return instants.slice(1).map((time, i) => time - (instants[i] ?? NaN));
}

const ticks = (): Generator => endless(() => ({ f: 'tick', value: null }));
/** Gives nothing out before that time. */
const from = (time: number): Generator => ({
  next: ({ now }) =>
    now < time
      ? { kind: 'wait', until: time }
      : { kind: 'operation', draft: { f: `from ${time}`, value: null } },
});

test('staggered, the first operation goes out at once, whenever that is', (t) => {
  for (const now of [0, 1, 7 * SECOND]) t.is(ask(stagger(new Random(3), 2, ticks()), now), 'tick');
});

for (const rate of [0.5, 10, 1000]) {
  test(`at ${rate} a second the gaps are uniform from 0 to twice the mean`, (t) => {
    const mean = SECOND / rate;
    const drawn = gaps(times(stagger(new Random(1), rate, ticks()), 4000));
    t.true(drawn.every((gap) => gap >= 0 && gap < 2 * mean));
    t.true(drawn.every(Number.isInteger));
    const average = drawn.reduce((a, b) => a + b, 0) / drawn.length;
    t.true(average > 0.97 * mean && average < 1.03 * mean, `${average / mean} of the mean`);
    const short = drawn.filter((gap) => gap < mean / 2).length / drawn.length;
    t.true(short > 0.22 && short < 0.28, `a quarter of them is shorter than half the mean: ${short}`);
  });
}

test('what was missed is not caught up with: a gap counts from when the last operation went out', (t) => {
  const generator = stagger(new Random(5), 10, ticks());
  t.is(ask(generator, 0), 'tick');
  const late = 100 * SECOND;
  t.is(ask(generator, late), 'tick');
  const answer = generator.next({ now: late, free: [0] });
  t.true(
    answer.kind === 'wait' && answer.until > late && answer.until < late + 0.2 * SECOND,
    inWords(answer),
  );
});

test('the few milliseconds by which timers are late are made up for, so that the rate holds', (t) => {
  const late = 2_000_000;
  const punctual = times(stagger(new Random(5), 100, ticks()), 500);
  const generator = stagger(new Random(5), 100, ticks());
  let now = 0;
  for (let given = 0; given < 500;) {
    const answer = generator.next({ now, free: [0] });
    if (answer.kind === 'operation') given++;
    else if (answer.kind === 'wait') now = answer.until + late;
  }
  t.true(now <= (punctual.at(-1) ?? NaN) + late, `${now} instead of ${punctual.at(-1)}`);
});

test('a gap passes only when an operation goes out: a child that waits costs nothing', (t) => {
  const generator = stagger(new Random(5), 1, from(3 * SECOND));
  t.is(ask(generator, 0), `until ${3 * SECOND}`);
  t.is(ask(generator, 3 * SECOND), `from ${3 * SECOND}`);
});

test('being asked more often changes neither the operations nor their times', (t) => {
  const make = (seed: number): Generator => {
    const random = new Random(seed);
    const value = random.fork('value');
    const child = (f: string): Generator =>
      endless(() => ({ f: `${f} ${value.integer(0, 999)}`, value: null }));
    return timeLimit(60, stagger(random.fork('rate'), 1, mix(random.fork('mix'), [child('a'), child('b')])));
  };
  /** Asked at each instant that it names, and at some before. */
  const play = (generator: Generator, impatience: () => number): string[] => {
    const out: string[] = [];
    for (let now = 0; out.length < 20;) {
      const answer = generator.next({ now, free: [0] });
      if (answer.kind === 'done') break;
      if (answer.kind === 'operation') out.push(`${now} ${answer.draft.f}`);
      else if (answer.kind === 'wait') {
        for (let i = impatience(); i > 0; i--)
          generator.next({ now: now + (answer.until - now) * (1 - 1 / i), free: [0] });
        now = answer.until;
      }
    }
    return out;
  };
  fc.assert(
    fc.property(fc.nat(), fc.nat(), (seed, other) => {
      const random = new Random(other);
      t.deepEqual(
        play(make(seed), () => random.integer(0, 5)),
        play(make(seed), () => 0),
      );
    }),
    { numRuns: 30 },
  );
});

test('a time limit counts from the first time it is asked, and nothing goes out at its very end', (t) => {
  const generator = timeLimit(2, ticks());
  t.is(ask(generator, 5 * SECOND), 'tick');
  t.is(ask(generator, 7 * SECOND - 1), 'tick');
  t.is(ask(generator, 7 * SECOND), 'done');
});

test('under a time limit nobody waits past its end', (t) => {
  t.is(ask(timeLimit(2, from(3 * SECOND))), `until ${2 * SECOND}`);
  t.is(ask(timeLimit(2, from(Infinity))), `until ${2 * SECOND}`);
  t.is(ask(timeLimit(4, from(3 * SECOND))), `until ${3 * SECOND}`);
  t.is(ask(timeLimit(0.0015, from(Infinity))), 'until 1500000');
});
