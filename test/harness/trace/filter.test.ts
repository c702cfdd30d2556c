import test from 'ava';
import type { SentMessage } from '../../../harness/store/journal-reader.js';
import type { MessageOutcome } from '../../../harness/trace/fates.js';
import {
  Filter,
  type FilterOptions,
  parseLink,
  parseOutcome,
  parseTimeRange,
  parseValue,
} from '../../../harness/trace/filter.js';
import { UsageError } from '../../../harness/errors/usage-error.js';

function message(src: string, dest: string, type = 'gossip'): SentMessage {
  return { id: 0, src, dest, body: { type } };
}

function accepts(options: FilterOptions, src: string, dest: string, type?: string, seconds = 0): boolean {
  return new Filter(options).acceptsMessage(message(src, dest, type), seconds * 1e9);
}

test('without filters everything is accepted', (t) => {
  t.true(accepts({}, 'n1', 'n2'));
  t.true(accepts({ nodes: [], links: [], types: [], outcomes: [] }, 'n1', 'n2'));
  t.true(new Filter({}).acceptsOutcome({ kind: 'under-way' }));
  t.true(new Filter({}).acceptsTime(5));
});

test('a node is at either end', (t) => {
  t.true(accepts({ nodes: ['n1'] }, 'n1', 'n2'));
  t.true(accepts({ nodes: ['n1'] }, 'n2', 'n1'));
  t.false(accepts({ nodes: ['n1'] }, 'n2', 'n11'));
  t.true(accepts({ nodes: ['n1', 'n3'] }, 'n2', 'n3'));
});

test('a link has a direction, or both', (t) => {
  t.true(accepts({ links: [parseLink('n1->n2')] }, 'n1', 'n2'));
  t.false(accepts({ links: [parseLink('n1->n2')] }, 'n2', 'n1'));
  t.true(accepts({ links: [parseLink('n1<->n2')] }, 'n2', 'n1'));
  t.false(accepts({ links: [parseLink('n1<->n2')] }, 'n1', 'n3'));
});

test('several filters of one kind widen, different kinds narrow', (t) => {
  const options = { nodes: ['n1', 'n2'], types: ['read', 'read_ok'] };
  t.true(accepts(options, 'n1', 'n9', 'read'));
  t.true(accepts(options, 'n9', 'n2', 'read_ok'));
  t.false(accepts(options, 'n1', 'n9', 'gossip'));
  t.false(accepts(options, 'n8', 'n9', 'read'));
});

test('the time is when it was sent, both ends included', (t) => {
  const time = parseTimeRange('2..4.5');
  for (const [seconds, expected] of [
    [1.999, false],
    [2, true],
    [4.5, true],
    [4.501, false],
  ] as const) {
    t.is(accepts({ time }, 'n1', 'n2', 'gossip', seconds), expected, `${seconds}`);
  }
});

test('an outcome is delivered, dropped, under way, or the reason of a drop', (t) => {
  const filter = (outcome: string): Filter => new Filter({ outcomes: [parseOutcome(outcome)] });
  t.true(filter('delivered').acceptsOutcome({ kind: 'delivered', at: 0 }));
  t.false(filter('delivered').acceptsOutcome({ kind: 'under-way' }));
  t.true(filter('under-way').acceptsOutcome({ kind: 'under-way' }));
  t.true(filter('dropped').acceptsOutcome({ kind: 'dropped', at: 0, reason: 'loss' }));
  t.true(filter('loss').acceptsOutcome({ kind: 'dropped', at: 0, reason: 'loss' }));
  t.false(filter('partition').acceptsOutcome({ kind: 'dropped', at: 0, reason: 'loss' }));
});

test('links are written with an arrow', (t) => {
  t.deepEqual(parseLink('n1->n2'), { from: 'n1', to: 'n2', both: false });
  t.deepEqual(parseLink(' n1 <-> lin-kv '), { from: 'n1', to: 'lin-kv', both: true });
  // `n1-` is what the shell leaves of n1->n2 without quotes.
  for (const text of ['', 'n1', 'n1-', '->', 'n1->', '->n2', 'n1<-n2', 'n1->n2->n3', 'n1 n2', 'n1=>n2']) {
    const error = t.throws(() => parseLink(text), { instanceOf: UsageError });
    t.regex(error.message, /^link: expected two nodes such as 'n1->n2'/);
    t.true(error.message.includes(JSON.stringify(text)));
  }
});

test('time ranges are in seconds, or in the unit given', (t) => {
  const cases: [string, number, number][] = [
    ['2s..4.5s', 2e9, 4.5e9],
    ['2..', 2e9, Infinity],
    ['..3', 0, 3e9],
    ['500ms..2s', 5e8, 2e9],
    ['.5 .. 1', 5e8, 1e9],
    ['1 s..2 s', 1e9, 2e9],
    ['0.1..0.3', 1e8, 3e8],
    ['2..2', 2e9, 2e9],
  ];
  for (const [text, from, to] of cases) t.deepEqual(parseTimeRange(text), { from, to }, text);
  for (const text of ['', '..', '2', '2s', '-1..2', '1..2..3', 'a..b', '1m..2m', '1e3..', 'Infinity..']) {
    const error = t.throws(() => parseTimeRange(text), { instanceOf: UsageError }, text);
    t.regex(error.message, /^time: expected a range such as 2s\.\.4\.5s/);
  }
  t.throws(() => parseTimeRange('3..2'), { message: 'time: the range 3..2 ends before it begins' });
});

test('an unknown outcome is refused with a list of the known ones', (t) => {
  t.throws(() => parseOutcome('lost'), {
    instanceOf: UsageError,
    message:
      'outcome: expected one of delivered, damaged, dropped, under-way, partition, loss, dead, overflow, closed, got "lost"',
  });
});

test('a value is JSON where it is JSON, else a text', (t) => {
  const cases: [string, unknown][] = [
    ['5', 5],
    ['"5"', '5'],
    ['five', 'five'],
    ['null', null],
    ['[1,"a"]', [1, 'a']],
    ['{"a":1}', { a: 1 }],
    ['', ''],
    ['n1', 'n1'],
  ];
  for (const [text, value] of cases) t.deepEqual(parseValue(text), value, text);
});

test('a reply is known by its request even where another filter hides that', (t) => {
  const filter = new Filter({ value: 5, types: ['broadcast_ok'] });
  const request = { id: 0, src: 'c1', dest: 'n1', body: { type: 'broadcast', msg_id: 3, message: 5 } };
  const reply = { id: 1, src: 'n1', dest: 'c1', body: { type: 'broadcast_ok', in_reply_to: 3 } };
  t.false(filter.acceptsMessage(request, 0));
  t.true(filter.acceptsMessage(reply, 0));
});

test('a damaged message was delivered, and can be asked for by itself', (t) => {
  const damaged: MessageOutcome = { kind: 'delivered', at: 0, line: '{"x' };
  const accepts = (outcome: string, came: MessageOutcome): boolean =>
    new Filter({ outcomes: [parseOutcome(outcome)] }).acceptsOutcome(came);
  t.true(accepts('delivered', damaged));
  t.true(accepts('damaged', damaged));
  t.false(accepts('damaged', { kind: 'delivered', at: 0 }));
  t.false(accepts('dropped', damaged));
});
