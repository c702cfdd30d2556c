/** The faults of a history as spans of time. */

import test from 'ava';
import { faultsOf } from '../../../harness/faults/faults.js';
import { completeOptions } from '../../../harness/options/schema.js';
import { history, type Row } from '../checkers/operations.js';

const sound = completeOptions({ nodes: ['n1', 'n2', 'n10'], latency: 20, loss: 0.05 });
const CUT = { n1: ['n2', 'n10'], n2: ['n1'], n10: ['n1'] };

/** What the nemesis did, one operation a second: what was asked, and what came of it. */
function spans(...done: readonly (readonly [f: string, asked: unknown, result: unknown])[]): string[] {
  const rows = done.flatMap(([f, asked, result], second): Row[] => [
    ['nemesis', 'info', f, asked, { time: second * 1e9 }],
    [0, 'invoke', 'read', null, { time: second * 1e9 }],
    ['nemesis', 'info', f, result, { time: second * 1e9 + 1 }],
  ]);
  return faultsOf(history(...rows), sound).map(
    ({ fault, text, from, to }) => `${from}-${to ?? ''} ${fault} ${text}`,
  );
}

/** Asked for, and done. */
function did(f: string, asked: unknown): readonly [string, unknown, unknown] {
  const isCut = f === 'partition' || f === 'start-partition';
  return [f, asked, isCut ? ['isolated', CUT] : ON_NODES.has(f) ? done(f, asked) : asked];
}

const ON_NODES = new Set(['kill', 'start', 'restart', 'pause', 'resume']);

/** Each node with what was done to it. */
function done(f: string, asked: unknown): Record<string, string> {
  const nodes = asked === 'all' ? sound.nodes : String(asked).split(/[\s,]+/);
  return Object.fromEntries(nodes.map((node) => [node, `${f} done`]));
}

for (const [title, done, expected] of [
  ['nothing is no fault', [], []],
  [
    'a partition lasts until it is healed',
    [did('start-partition', 'one'), did('stop-partition', null)],
    ['0-1 partition one: n1 | n2 n10'],
  ],
  [
    'a partition in no kind is told by its cuts',
    [did('partition', 'n1 | n2,n10'), did('heal', null)],
    ['0-1 partition n1 | n2 n10'],
  ],
  [
    'healing ends all partitions',
    [did('partition', 'one'), did('partition', 'one'), did('heal', null)],
    ['0-2 partition one: n1 | n2 n10', '1-2 partition one: n1 | n2 n10'],
  ],
  [
    'a fault that nothing ended has no end',
    [did('partition', 'majority')],
    ['0- partition majority: n1 | n2 n10'],
  ],
  [
    'a partition that cut nothing is one',
    [['start-partition', 'minority-third', ['isolated', {}]]],
    ['0- partition minority-third: nothing is cut'],
  ],
  ['healing what is whole is no fault', [did('heal', null), did('resume', 'n1')], []],
  ['a pause ends when its node goes on', [did('pause', 'n1'), did('resume', 'n1')], ['0-1 pause n1']],
  ['no other node is mistaken for it', [did('pause', 'n10'), did('resume', 'n1')], ['0- pause n10']],
  [
    'a pause of several ends with the last of them',
    [did('pause', 'n1, n2'), did('resume', 'n2'), did('resume', 'n1')],
    ['0-2 pause n1 n2'],
  ],
  [
    'a pause of all ends with the last of them',
    [did('pause', 'all'), did('resume', 'n2'), did('resume', 'n1,n10')],
    ['0-2 pause all: n1 n2 n10'],
  ],
  [
    'to resume all ends all pauses',
    [did('pause', 'n1'), did('pause', 'n2'), did('resume', 'all')],
    ['0-2 pause n1', '1-2 pause n2'],
  ],
  [
    'a node that is killed stands still no more',
    [did('pause', 'n1'), did('kill', 'n1'), did('restart', 'n1')],
    ['0-1 pause n1', '1-2 kill n1'],
  ],
  ['a restart ends a pause too', [did('pause', 'n1'), did('restart', 'n1')], ['0-1 pause n1']],
  ['to wipe does not revive', [did('kill', 'n1'), did('wipe', 'n1')], ['0- kill n1']],
  ['to resume does not revive', [did('kill', 'n1'), did('resume', 'n1')], ['0- kill n1']],
  ['a loss ends when it is as the options say', [did('loss', '0.5'), did('loss', '0.05')], ['0-1 loss 0.5']],
  [
    'a loss that is set anew is another',
    [did('loss', '0.5'), did('loss', '0.1'), did('loss', '0.05')],
    ['0-1 loss 0.5', '1-2 loss 0.1'],
  ],
  ['less loss than the options say is a change too', [did('loss', '0')], ['0- loss 0']],
  ['a duplication ends at 0', [did('duplication', '0.2'), did('duplication', '0')], ['0-1 duplication 0.2']],
  [
    'a latency ends when it is as the options say',
    [did('latency', '100 uniform'), did('latency', '20')],
    ['0-1 latency 100 uniform'],
  ],
  [
    'the same mean in another shape is a change',
    [did('latency', '20 uniform'), did('latency', '20 constant')],
    ['0-1 latency 20 uniform'],
  ],
  [
    'loss, duplication and latency do not end each other',
    [did('loss', '0.5'), did('duplication', '0.2'), did('latency', '20')],
    ['0- loss 0.5', '1- duplication 0.2'],
  ],
  [
    'whom a fault hits that says only how many is in its text, in the order of the nodes',
    [['kill', 'minority', { n10: 'killed', n2: 'killed' }]],
    ['0- kill minority: n2 n10'],
  ],
  [
    'a fault that hits nobody is none',
    [
      ['kill', 'one', {}],
      ['pause', 'one', {}],
    ],
    [],
  ],
  [
    'a start ends a kill when the last of its nodes is up',
    [
      did('kill', 'n1,n2'),
      ['start', 'all', { n1: 'started', n2: ['failed', 'no answer'] }],
      did('start', 'n2'),
    ],
    ['0-2 kill n1 n2'],
  ],
  [
    'to start does not resume, and to resume does not start',
    [did('kill', 'n1'), did('pause', 'n2'), did('start', 'n2'), did('resume', 'n1')],
    ['0- kill n1', '1- pause n2'],
  ],
  [
    'the nemesis’s own loss, duplication and reordering last until they are stopped, each for itself',
    [
      did('start-loss', 0.5),
      did('start-duplication', 0.2),
      did('start-reorder', 0.05),
      ['stop-loss', null, null],
      ['stop-reorder', null, null],
      ['stop-duplication', null, null],
    ],
    ['0-3 loss 0.5', '1-5 duplication 0.2', '2-4 reorder 0.05'],
  ],
  ['a loss as usual is none', [did('start-loss', 0.05)], []],
  [
    'a reordering that is set anew is another, and ends at 0',
    [did('reorder', '0.5 20'), did('reorder', '0.1'), did('reorder', '0')],
    ['0-1 reorder 0.5 20', '1-2 reorder 0.1'],
  ],
  ['no reordering is no fault', [did('reorder', '0 10')], []],
  [
    'what is slow adds up until all is fast',
    [did('slow', 'n1 10'), did('slow', 'n1 -> n2 3'), did('fast', null)],
    ['0-2 slow n1 10 times', '1-2 slow n1 -> n2 3 times'],
  ],
  [
    'the nemesis’s own slowness ends when it is stopped',
    [did('start-slow', 'all 10'), ['stop-slow', null, null]],
    ['0-1 slow all 10 times'],
  ],
  [
    'what could not be done began nothing',
    [
      ['pause', 'n1', ['failed', 'no']],
      ['loss', '0.5', ['failed', 'no']],
    ],
    [],
  ],
  [
    'cuts that could not be healed are still there',
    [did('partition', 'one'), ['heal', 'n1', ['failed', 'heal takes nothing']]],
    ['0- partition one: n1 | n2 n10'],
  ],
  [
    'what could not be done ended nothing',
    [did('kill', 'n1'), ['restart', 'n1', ['failed', 'n1 did not start']]],
    ['0- kill n1'],
  ],
] as const) {
  test(title, (t) => {
    t.deepEqual(spans(...done), [...expected]);
  });
}

test('an operation that is still under way is no fault yet', (t) => {
  t.deepEqual(faultsOf(history(['nemesis', 'info', 'kill', 'n1']), sound), []);
});

for (const [title, done, expected] of [
  ['a partition', did('start-partition', 'one'), { value: 'one', links: CUT }],
  ['a partition of groups', did('partition', 'n1 | n2,n10'), { links: CUT }],
  [
    'a kill',
    ['kill', 'minority', { n10: 'killed', n2: 'killed' }],
    { value: 'minority', nodes: ['n2', 'n10'] },
  ],
  ['a pause', did('pause', 'n1'), { nodes: ['n1'] }],
  ['a loss, whether it is a number or a text', did('loss', '0.5'), { value: 0.5 }],
  ['a latency', did('latency', '100 uniform'), { value: '100 uniform' }],
  ['a slow node', did('slow', 'n1,n2 10'), { value: 10, nodes: ['n1', 'n2'] }],
  ['a slow link', did('slow', 'n1 -> n2,n10 3'), { value: 3, links: { n2: ['n1'], n10: ['n1'] } }],
  ['slowness of all', did('start-slow', 'all 3'), { value: 3 }],
  ['what this version cannot read', did('start-slow', 'the disks'), { value: 'the disks', nodes: [] }],
] as const) {
  test(`${title} is data: what it hits and how much`, (t) => {
    const [f, asked, result] = done;
    const row = (value: unknown): Row => ['nemesis', 'info', f, value, { time: 0 }];
    const [found] = faultsOf(history(row(asked), row(result)), sound);
    const { fault, text, from, ...data } = found ?? { fault: '', text: '', from: NaN };
    const whole: unknown = expected;
    t.deepEqual(data, whole);
    t.deepEqual([fault, from], [f.replace('start-', ''), 0]);
    t.true(text.length > 0);
  });
}
