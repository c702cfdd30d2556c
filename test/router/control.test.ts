/** The words that change a cluster: what is understood, and what is said where it is not. */

import test from 'ava';
import { type Control, CONTROL_WORDS, ControlError, parseControl } from '../../router/index.js';

const NODES = ['n1', 'n2', 'n3'];

const ACCEPTED: readonly (readonly [line: string, control: Control])[] = [
  ['partition one', { do: 'partition', kind: 'one' }],
  ['partition majority', { do: 'partition', kind: 'majority' }],
  ['partition minority-third', { do: 'partition', kind: 'minority-third' }],
  ['partition majorities-ring', { do: 'partition', kind: 'majorities-ring' }],
  ['  partition   one-way ', { do: 'partition', kind: 'one-way' }],
  ['partition bridge', { do: 'partition', kind: 'bridge' }],
  ['partition n1,n2 | n3', { do: 'partition', groups: [['n1', 'n2'], ['n3']] }],
  ['partition n1|n2|n3', { do: 'partition', groups: [['n1'], ['n2'], ['n3']] }],
  ['partition n1 n2 | n3', { do: 'partition', groups: [['n1', 'n2'], ['n3']] }],
  ['partition n1,n1 | n3', { do: 'partition', groups: [['n1'], ['n3']] }],
  ['partition n1 -> n2,n3', { do: 'partition', from: ['n1'], to: ['n2', 'n3'] }],
  ['partition n1->n2', { do: 'partition', from: ['n1'], to: ['n2'] }],
  ['partition all -> n2', { do: 'partition', from: NODES, to: ['n2'] }],
  ['heal', { do: 'heal' }],
  ['latency 100', { do: 'latency', latency: { meanMs: 100, distribution: 'constant' } }],
  ['latency 0', { do: 'latency', latency: { meanMs: 0, distribution: 'constant' } }],
  ['latency 0.5 uniform', { do: 'latency', latency: { meanMs: 0.5, distribution: 'uniform' } }],
  ['latency 1e3 exponential', { do: 'latency', latency: { meanMs: 1000, distribution: 'exponential' } }],
  ['loss 0.05', { do: 'loss', probability: 0.05 }],
  ['loss 0', { do: 'loss', probability: 0 }],
  ['duplication 1', { do: 'duplication', probability: 1 }],
  ['corrupt 0.1', { do: 'corrupt', probability: 0.1 }],
  ['clock-skew n2 x2', { do: 'clock-skew', nodes: ['n2'], skew: { rate: 2 } }],
  ['clock-reset', { do: 'clock-reset', nodes: NODES }],
  ['reorder 0.5', { do: 'reorder', reordering: { probability: 0.5, windowMs: 100 } }],
  ['reorder 0.5 20', { do: 'reorder', reordering: { probability: 0.5, windowMs: 20 } }],
  ['slow n1 10', { do: 'slow', slowness: { nodes: ['n1'], factor: 10 } }],
  ['slow n1,n2 1.5', { do: 'slow', slowness: { nodes: ['n1', 'n2'], factor: 1.5 } }],
  ['slow all 2', { do: 'slow', slowness: { nodes: NODES, factor: 2 } }],
  ['slow n1 -> n2,n3 10', { do: 'slow', slowness: { from: ['n1'], to: ['n2', 'n3'], factor: 10 } }],
  ['slow n1->n2 10', { do: 'slow', slowness: { from: ['n1'], to: ['n2'], factor: 10 } }],
  ['fast', { do: 'fast' }],
  ['pause n1', { do: 'pause', nodes: ['n1'] }],
  ['resume n1,n2', { do: 'resume', nodes: ['n1', 'n2'] }],
  ['kill n3, n1', { do: 'kill', nodes: ['n3', 'n1'] }],
  ['restart all', { do: 'restart', nodes: NODES }],
  ['restart n1,n1 n1', { do: 'restart', nodes: ['n1'] }],
  ['wipe n2', { do: 'wipe', nodes: ['n2'] }],
  ['\tpause\tn1\tn2', { do: 'pause', nodes: ['n1', 'n2'] }],
];

for (const [line, control] of ACCEPTED) {
  test(`${JSON.stringify(line)} is understood`, (t) => {
    t.deepEqual(parseControl(line, NODES), control);
  });
}

const KINDS = 'one, majority, minority-third, majorities-ring, one-way, bridge';
const WORDS = CONTROL_WORDS.join(', ');
const SLOW = 'slow expects nodes or a direction, and a factor >= 1, such as n1 10 or n1 -> n2 10; got';
const REORDER = 'reorder expects a probability and perhaps whole milliseconds >= 1, got';

const REJECTED: readonly (readonly [line: string, message: string])[] = [
  ['', `unknown word "": expected ${WORDS}`],
  ['Heal', `unknown word "Heal": expected ${WORDS}`],
  ['stop n1', `unknown word "stop": expected ${WORDS}`],
  ['heal all', 'heal takes nothing, got "all"'],
  ['partition', `partition expects ${KINDS}, groups as n1,n2 | n3, or a direction as n1 -> n2; got ""`],
  [
    'partition halves',
    `partition expects ${KINDS}, groups as n1,n2 | n3, or a direction as n1 -> n2; got "halves"`,
  ],
  [
    'partition majority now',
    `partition expects ${KINDS}, groups as n1,n2 | n3, or a direction as n1 -> n2; got "majority now"`,
  ],
  ['partition n1 | n9', 'there is no node n9; known are n1, n2, n3'],
  ['partition n1 |', 'partition expects nodes, got none; known are n1, n2, n3'],
  ['partition n1,n2 | n2', 'n2 is in two groups of "n1,n2 | n2"'],
  ['partition all | n2', 'n2 is in two groups of "all | n2"'],
  ['partition -> n1', 'partition expects nodes, got none; known are n1, n2, n3'],
  ['partition n1 -> n2 -> n3', 'partition takes one arrow, got "n1 -> n2 -> n3"'],
  ['partition n1 | n2 -> n3', 'there is no node |; known are n1, n2, n3'],
  ['latency', 'latency expects milliseconds >= 0, got ""'],
  ['latency fast', 'latency expects milliseconds >= 0, got "fast"'],
  ['latency 100ms', 'latency expects milliseconds >= 0, got "100ms"'],
  ['latency -1', 'latency expects milliseconds >= 0, got "-1"'],
  ['latency Infinity', 'latency expects milliseconds >= 0, got "Infinity"'],
  ['latency NaN', 'latency expects milliseconds >= 0, got "NaN"'],
  [
    'latency 10 normal',
    'latency expects milliseconds and one of constant, uniform, exponential, got "10 normal"',
  ],
  [
    'latency 10 uniform 5',
    'latency expects milliseconds and one of constant, uniform, exponential, got "10 uniform 5"',
  ],
  ['loss', 'loss expects a probability from 0 to 1, got ""'],
  ['loss 1.1', 'loss expects a probability from 0 to 1, got "1.1"'],
  ['loss -0.1', 'loss expects a probability from 0 to 1, got "-0.1"'],
  ['loss 5%', 'loss expects a probability from 0 to 1, got "5%"'],
  ['corrupt 2', 'corrupt expects a probability from 0 to 1, got "2"'],
  ['duplication 0 1', 'duplication expects a probability from 0 to 1, got "0 1"'],
  ['reorder', 'reorder expects a probability from 0 to 1, got ""'],
  ['reorder 2', 'reorder expects a probability from 0 to 1, got "2"'],
  ['reorder 0.5 0', `${REORDER} "0.5 0"`],
  ['reorder 0.5 1.5', `${REORDER} "0.5 1.5"`],
  ['reorder 0.5 10 10', `${REORDER} "0.5 10 10"`],
  ['slow', `${SLOW} ""`],
  ['slow n1', `${SLOW} "n1"`],
  ['slow 10', `${SLOW} "10"`],
  ['slow n1 0.5', `${SLOW} "n1 0.5"`],
  ['slow n1 Infinity', `${SLOW} "n1 Infinity"`],
  ['slow n9 10', 'there is no node n9; known are n1, n2, n3'],
  ['slow n1 -> n9 10', 'there is no node n9; known are n1, n2, n3'],
  ['slow n1 -> n2 -> n3 10', 'slow takes one arrow, got "n1 -> n2 -> n3"'],
  ['fast n1', 'fast takes nothing, got "n1"'],
  ['kill', 'kill expects nodes, got none; known are n1, n2, n3'],
  ['wipe', 'wipe expects nodes, got none; known are n1, n2, n3'],
  ['pause ,', 'pause expects nodes, got none; known are n1, n2, n3'],
  ['resume n4', 'there is no node n4; known are n1, n2, n3'],
  ['restart all,n1', 'there is no node all; known are n1, n2, n3'],
  ['kill lin-kv', 'there is no node lin-kv; known are n1, n2, n3'],
];

for (const [line, message] of REJECTED) {
  test(`${JSON.stringify(line)} is refused with what was expected`, (t) => {
    const error = t.throws(() => parseControl(line, NODES), { instanceOf: ControlError });
    t.is(error.message, message);
    t.is(error.name, 'ControlError');
  });
}

test('every word of the language is in the table', (t) => {
  const words = new Set<string>(ACCEPTED.map(([, control]) => control.do));
  t.deepEqual([...words].toSorted(), [...CONTROL_WORDS].toSorted());
});
