/** Laws of all kinds of fault: how they are listed, how beginnings and ends pair, and what they hit. */

import test from 'ava';
import * as fc from 'fast-check';
import type { Fault } from '../../../../harness/faults/fault.js';
import { describe, readFaults } from '../../../../harness/faults/faults.js';
import {
  FAULT_KINDS,
  isNemesis,
  kindBegunBy,
  kindNamed,
  NEMESES,
  NEMESIS_KINDS,
} from '../../../../harness/faults/kinds/index.js';
import { hitsLink } from '../../../../harness/faults/reach.js';
import { completeOptions } from '../../../../harness/options/schema.js';
import { Random } from '../../../../node/index.js';
import { CONTROL_WORDS, parseControl } from '../../../../router/index.js';
import { makeRules } from '../../../../router/rules/index.js';
import { history, type Row } from '../../checkers/operations.js';

const NODES = ['n1', 'n2', 'n3', 'n4'];
const options = completeOptions({ nodes: NODES, latency: 20, loss: 0.05 });

type Act = readonly [f: string, asked: unknown, result: unknown];

/** One operation each 10 ns. */
function faultsAfter(acts: readonly Act[]): readonly Fault[] {
  const rows = acts.flatMap(([f, asked, result], i): Row[] => [
    ['nemesis', 'info', f, asked, { time: 10 * i }],
    ['nemesis', 'info', f, result, { time: 10 * i + 5 }],
  ]);
  return readFaults(history(...rows), options);
}

test('kinds are found by name and by what begins them, and no operation begins two', (t) => {
  const begins = FAULT_KINDS.flatMap((kind) => kind.begins.map((f) => [f, kind] as const));
  t.is(new Set(begins.map(([f]) => f)).size, begins.length);
  for (const [f, kind] of begins) t.is(kindBegunBy(f), kind);
  for (const kind of FAULT_KINDS) t.is(kindNamed(kind.name), kind);
  t.throws(() => kindNamed('flood'), { message: /flood/ });
});

test('the nemesis knows those that it can draw, and latency is for control lines alone', (t) => {
  t.deepEqual(
    NEMESES,
    NEMESIS_KINDS.map(({ name }) => name as (typeof NEMESES)[number]),
  );
  t.deepEqual(
    FAULT_KINDS.filter(({ name }) => !isNemesis(name)).map(({ name }) => name),
    ['latency'],
  );
});

test('each kind can be begun and ended by hand, by control lines that are its examples', (t) => {
  for (const { name, begins, ends, nemesis } of NEMESIS_KINDS) {
    const [begin = '', end = ''] = nemesis.reference.lines;
    t.true(begins.includes(parseControl(begin, NODES).do), name);
    t.true(ends.includes(parseControl(end, NODES).do), name);
    t.true(
      [...begins, ...ends].some((f) => CONTROL_WORDS.includes(f)),
      name,
    );
  }
});

test('what the nemesis draws is read back as a fault of its kind, which is described', (t) => {
  for (const { name, begins, nemesis } of NEMESIS_KINDS) {
    const random = new Random(1);
    for (let i = 0; i < 20; i++) {
      const asked = nemesis.draw(random, options);
      const [fault, ...others] = faultsAfter([[begins[0] ?? '', asked, resultOf(begins[0] ?? '', asked)]]);
      // A loss as usual is no fault.
      if (asked === options.loss && name === 'loss') continue;
      t.deepEqual([fault?.kind, others], [name, []]);
      t.true(fault !== undefined && describe(fault).length > 0);
    }
  }
});

/** What an operation is completed with that did what it was asked for. */
function resultOf(f: string, asked: unknown): unknown {
  if (f === 'partition' || f === 'start-partition') return ['isolated', { n1: ['n2'] }];
  const control = ['kill', 'pause', 'start', 'resume', 'restart'].includes(f);
  return control ? Object.fromEntries(nodesAsked(asked).map((node) => [node, 'done'])) : asked;
}

function nodesAsked(asked: unknown): readonly string[] {
  const named = NODES.filter((node) => String(asked).split(',').includes(node));
  return named.length > 0 ? named : NODES;
}

const nodes = fc.subarray(NODES, { minLength: 1 }).map((some) => some.join(','));
const act = fc
  .oneof(
    fc.tuple(fc.constantFrom('kill', 'pause', 'start', 'resume', 'restart'), nodes),
    fc.tuple(fc.constantFrom('loss', 'start-loss', 'duplication', 'reorder'), fc.constantFrom(0, 0.05, 0.5)),
    fc.tuple(fc.constantFrom('start-partition', 'partition'), fc.constantFrom('one', 'bridge')),
    fc.tuple(fc.constantFrom('slow', 'start-slow'), fc.constantFrom('n1 3', 'n1 -> n2 10', 'all 50')),
    fc.tuple(fc.constantFrom('clock-skew', 'start-clock-skew'), fc.constantFrom('n1 +300ms', 'n2,n3 x1.01')),
    fc.tuple(fc.constant('latency'), fc.constantFrom('20', '100 uniform')),
    fc.tuple(
      fc.constantFrom(
        'heal',
        'fast',
        'stop-loss',
        'stop-partition',
        'stop-slow',
        'clock-reset',
        'stop-clock-skew',
        'stop-duplication',
        'stop-reorder',
      ),
      fc.constant(null),
    ),
  )
  .map(([f, asked]): Act => [f, asked, resultOf(f, asked)]);
const acts = fc.array(act, { maxLength: 30 });

test('what is read of a kind depends on the operations that begin or end it, and on no others', (t) => {
  fc.assert(
    fc.property(acts, fc.constantFrom(...FAULT_KINDS), (all, { name, begins, ends }) => {
      const own = (each: readonly Fault[]): readonly Fault[] => each.filter(({ kind }) => kind === name);
      const others: Act = ['wipe', 'n1', 'n1'];
      const alone = all.map((each): Act => ([...begins, ...ends].includes(each[0]) ? each : others));
      t.deepEqual(own(faultsAfter(alone)), own(faultsAfter(all)));
    }),
    { seed: 1, numRuns: 300 },
  );
});

test('a fault ends at an operation that ends its kind, after it began; settings do not overlap', (t) => {
  fc.assert(
    fc.property(acts, (all) => {
      const faults = faultsAfter(all);
      for (const [i, { kind, since, until = Infinity, nodes: hit, wentOn }] of faults.entries()) {
        t.true(until > since);
        const { ends, begins } = kindNamed(kind);
        if (until !== Infinity) t.true(ends.includes(all[(until - 5) / 10]?.[0] ?? ''), kind);
        if (wentOn !== undefined)
          t.is(
            until !== Infinity,
            (hit ?? []).every((node) => wentOn.has(node)),
          );
        const next = faults.slice(i + 1).find((other) => other.kind === kind);
        if (begins.some((f) => ends.includes(f)) && next !== undefined) t.true(until <= next.since + 5, kind);
      }
    }),
    { seed: 2, numRuns: 300 },
  );
});

const line = fc.oneof(
  fc.tuple(nodes, nodes).map(([from, to]) => `partition ${from} -> ${to}`),
  fc.constantFrom(...NODES).map((node) => `partition ${node} | ${NODES.filter((n) => n !== node).join(',')}`),
  fc.constantFrom('partition one', 'partition bridge', 'partition majorities-ring'),
  nodes.map((some) => `slow ${some} 10`),
  fc.tuple(nodes, nodes).map(([from, to]) => `slow ${from} -> ${to} 10`),
  fc.constantFrom('slow all 10', 'loss 1', 'duplication 1', 'reorder 1', 'corrupt 1'),
);

test('a fault hits exactly the links on which the rule of its kind strikes', (t) => {
  fc.assert(
    fc.property(line, fc.integer(), (text, seed) => {
      const control = parseControl(text, NODES);
      if ('nodes' in control) return t.fail('a word of nodes');
      const { rules, byWord } = makeRules(new Random(seed), {
        latency: { meanMs: 0, distribution: 'constant' },
        loss: 0,
        duplication: 0,
      });
      const rule = byWord.get(control.do);
      if (rule === undefined) return t.fail('a word without a rule');
      rule.change(control, { nodes: NODES, random: new Random(seed) });
      const asked = text.split(' ').slice(1).join(' ');
      const cuts = [...rules.partition.get()].map(([node, from]) => [node, [...from]]);
      const result = control.do === 'partition' ? ['isolated', Object.fromEntries(cuts)] : asked;
      const [fault] = faultsAfter([[control.do, asked, result]]);
      for (const src of [...NODES, 'c1', 'lin-kv']) {
        for (const dest of [...NODES, 'c1', 'lin-kv']) {
          // Services do not write to each other.
          if (src === 'lin-kv' && dest === 'lin-kv') continue;
          const struck = rule.judge({ src, dest, body: {} }).kind !== 'pass';
          t.is(
            fault !== undefined && hitsLink(fault, { src, dest }, 7),
            struck,
            `${text}: ${src} -> ${dest}`,
          );
        }
      }
    }),
    { seed: 3, numRuns: 200 },
  );
});
