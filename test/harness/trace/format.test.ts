import test from 'ava';
import { Chalk } from 'chalk';
import * as fc from 'fast-check';
import { plain } from '../../../harness/text/colors.js';
import { columnsOf } from '../../../harness/text/columns.js';
import { Formatter, journeyJson } from '../../../harness/trace/format.js';
import type { Journey, MessageOutcome } from '../../../harness/trace/journeys.js';

const SENT_AT = 4_100_000_000;
const ARRIVED: MessageOutcome = { kind: 'delivered', at: SENT_AT + 100_000_000 };

function journey(
  body: object,
  outcome: MessageOutcome = ARRIVED,
  ends: { src?: string; dest?: string; copies?: number } = {},
): Journey {
  const { src = 'n1', dest = 'n2', copies = 1 } = ends;
  return {
    type: 'journey',
    message: { id: 17, src, dest, body: { ...body } },
    sentAt: SENT_AT,
    outcome,
    copies,
  };
}

function line(
  body: object,
  outcome?: MessageOutcome,
  ends?: { src?: string; dest?: string; copies?: number },
): string {
  return new Formatter(plain, undefined).journey(journey(body, outcome, ends));
}

test('a line says when, which, who, what, and what became of it', (t) => {
  t.is(
    line({ type: 'gossip', msg_id: 7, in_reply_to: 3, values: [5] }),
    '   4.100    17 n1 -> n2   gossip #7 re 3 {"values":[5]}  ✓ 100 ms',
  );
  t.is(line({ type: 'read' }), '   4.100    17 n1 -> n2   read  ✓ 100 ms');
  t.is(line({}), '   4.100    17 n1 -> n2   (no type)  ✓ 100 ms');
});

test('numbers that JavaScript cannot hold are shown as they were sent', (t) => {
  const bodyText =
    '{ "type": "x", "msg_id": 9007199254740993, "in_reply_to": 1E400, "a": [9223372036854775807, 1.50, "é\\u00e9"],\n "b": {} }';
  const { message, ...rest } = journey(JSON.parse(bodyText) as object);
  const exact = { ...rest, message: { ...message, bodyText } };
  t.is(
    new Formatter(plain, undefined).journey(exact),
    '   4.100    17 n1 -> n2   x #9007199254740993 re 1E400 {"a":[9223372036854775807,1.50,"éé"],"b":{}}  ✓ 100 ms',
  );
  t.is(
    journeyJson(exact),
    '{"id":17,"src":"n1","dest":"n2","body":{"type":"x","msg_id":9007199254740993,"in_reply_to":1E400,' +
      '"a":[9223372036854775807,1.50,"éé"],"b":{}},"sent_at_ns":4100000000,"outcome":"delivered",' +
      '"at_ns":4200000000,"reason":null,"copies":1}',
  );
});

test('a field that holds no number is shown as any other, whatever its digits', (t) => {
  const bodyText = '{"type":"x","msg_id":"1234567890123456","in_reply_to":[1]}';
  const { message, ...rest } = journey(JSON.parse(bodyText) as object);
  const shown = new Formatter(plain, undefined).journey({ ...rest, message: { ...message, bodyText } });
  t.is(shown, '   4.100    17 n1 -> n2   x #1234567890123456 re [1]  ✓ 100 ms');
});

test('an outcome is short', (t) => {
  const end = (outcome: MessageOutcome, copies = 1): string =>
    line({}, outcome, { copies }).split('  ').at(-1) ?? '';
  const after = (ns: number): string => end({ kind: 'delivered', at: SENT_AT + ns });
  t.is(after(0), '✓');
  t.is(after(40_000), '✓');
  t.is(after(-5), '✓');
  t.is(after(340_000), '✓ 0.3 ms');
  t.is(after(1_000_000), '✓ 1 ms');
  t.is(after(99_600_000), '✓ 100 ms');
  t.is(after(12_345_000_000), '✓ 12.3 s');
  t.is(end(ARRIVED, 2), '✓ 100 ms ×2');
  t.is(end({ kind: 'dropped', at: SENT_AT, reason: 'partition' }), '✗ partition');
  t.is(end({ kind: 'under-way' }), '… under way');
});

test('with a width the body is cut and the outcome stands at the edge', (t) => {
  const formatter = new Formatter(plain, 80);
  t.is(
    formatter.journey(journey({ type: 'gossip', values: Array.from({ length: 100 }, (_, i) => i) })),
    '   4.100    17 n1 -> n2   gossip {"values":[0,1,2,3,4,5,6,7,8,9,10,11,… ✓ 100 ms',
  );
  t.is(
    formatter.journey(journey({ type: 'gossip', values: [5] })),
    `${'   4.100    17 n1 -> n2   gossip {"values":[5]}'.padEnd(72)}✓ 100 ms`,
  );
  t.is(
    formatter.journey(journey({ text: '日本語'.repeat(20) }, { kind: 'dropped', at: 0, reason: 'loss' })),
    '   4.100    17 n1 -> n2   (no type) {"text":"日本語日本語日本語日本語日…  ✗ loss',
  );
});

test('a fault is a rule across the page, or as many lines as it takes', (t) => {
  const heal = { type: 'fault', time: 3_200_000_000, fault: 'heal', text: 'all links are open' } as const;
  t.is(new Formatter(plain, undefined).fault(heal), '-- 3.200 s heal all links are open');
  t.is(new Formatter(plain, 50).fault(heal), '-- 3.200 s heal all links are open ---------------');
  t.is(new Formatter(plain, 34).fault(heal), '-- 3.200 s heal all links are open');
  t.is(new Formatter(plain, 24).fault(heal), '-- 3.200 s heal all\n   links are open');
  t.is(
    new Formatter(plain, undefined).fault({ ...heal, fault: 'latency', text: 'latency is 100 ms' }),
    '-- 3.200 s latency is 100 ms',
    'the word is not said twice',
  );
});

test('drops and errors are red, faults yellow, and nodes have colours of their own', (t) => {
  const colors = new Chalk({ level: 2 });
  const formatter = new Formatter(colors, undefined);
  const nodeColor = (dest: string): string =>
    new RegExp(`(\u001b\\[[\\d;]+m)${dest}\u001b`).exec(
      formatter.journey(journey({}, ARRIVED, { dest })),
    )?.[1] ?? '';
  t.true(
    formatter.journey(journey({}, { kind: 'dropped', at: 0, reason: 'loss' })).includes(colors.red('✗ loss')),
  );
  t.true(formatter.journey(journey({ type: 'error', code: 11 })).includes(colors.red(' {"code":11}')));
  t.is(
    formatter.fault({ type: 'fault', time: 0, fault: 'kill', text: 'n4' }),
    colors.yellow('-- 0.000 s kill n4'),
  );
  const nodes = Array.from({ length: 12 }, (_, i) => nodeColor(`n${i}`));
  t.is(new Set(nodes).size, 12);
  t.false(nodes.includes(''));
  t.is(nodeColor('n3'), nodes[3] ?? '', 'the same each time');
  t.true(
    formatter.journey(journey({ type: 'read' }, ARRIVED, { src: 'c1' })).includes(colors.dim('   read')),
  );
  t.false(formatter.journey(journey({ type: 'read' })).includes(colors.dim('   read')));
});

test('nothing in a message reaches the terminal as anything but text', (t) => {
  const evil = '\u001b[31m\u009b2J\u007f\u202e\u2066\r\n\u0007';
  const bodies = [
    { type: evil },
    { type: 'x', [evil]: evil },
    { type: [evil], msg_id: evil, in_reply_to: { evil } },
  ];
  for (const width of [undefined, 80, 400]) {
    const formatter = new Formatter(plain, width);
    const shown = [
      ...bodies.map((body) => formatter.journey(journey(body))),
      formatter.journey(journey({}, { kind: 'dropped', at: 0, reason: evil }, { src: evil, dest: evil })),
      ...formatter.fault({ type: 'fault', time: 0, fault: evil, text: evil }).split('\n'),
    ];
    for (const text of shown) t.notRegex(text, /[\p{Cc}\p{Cf}]/u);
  }
  t.true(line({ text: '\u202e' }).includes('{"text":"\\u202e"}'));
});

test('no line is wider than the width, whatever a message holds', (t) => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme', minLength: 20 }),
    fc.constant('日'.repeat(50)),
  );
  const outcome: fc.Arbitrary<MessageOutcome> = fc.oneof(
    fc.record({ kind: fc.constant('delivered' as const), at: fc.double({ noNaN: true }) }),
    fc.record({ kind: fc.constant('dropped' as const), at: fc.nat(), reason: text }),
    fc.constant({ kind: 'under-way' as const }),
  );
  const entry = fc.record({
    width: fc.oneof(fc.constant(80), fc.integer({ min: 1, max: 200 })),
    src: text,
    dest: text,
    body: fc.dictionary(fc.oneof(text, fc.constantFrom('type', 'msg_id', 'in_reply_to')), fc.jsonValue()),
    outcome,
    id: fc.double({ noNaN: true }),
    sentAt: fc.double({ noNaN: true }),
    copies: fc.nat(),
  });
  fc.assert(
    fc.property(entry, ({ width, src, dest, body, outcome, id, sentAt, copies }) => {
      const shown = new Formatter(plain, width).journey({
        type: 'journey',
        message: { id, src, dest, body },
        sentAt,
        outcome,
        copies,
      });
      t.true(columnsOf(shown) <= width, shown);
      t.notRegex(shown, /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      for (const part of new Formatter(plain, Math.max(width, 8))
        .fault({ type: 'fault', time: sentAt, fault: src, text: dest })
        .split('\n')) {
        t.true(columnsOf(part) <= Math.max(width, 8), part);
      }
    }),
    { numRuns: 500 },
  );
});

test('a body of a megabyte is cut like any other, and comes whole without a width', (t) => {
  const body = { type: 'x'.repeat(1_000_000), text: 'y'.repeat(1_000_000) };
  t.is(columnsOf(new Formatter(plain, 80).journey(journey(body))), 80);
  t.true(line(body).length > 2_000_000);
});

test('a line is cut once, also where half a character would have fitted', (t) => {
  for (let width = 20; width < 80; width++) {
    const shown = new Formatter(plain, width).journey(journey({ type: '日本語', msg_id: 1, text: '日本語' }));
    t.notRegex(shown, /….*…/, `${width}`);
  }
});

test('a fault that says a megabyte takes some lines', (t) => {
  const fault = { type: 'fault', time: 0, fault: 'partition', text: 'n1 '.repeat(300_000) } as const;
  t.true(new Formatter(plain, 80).fault(fault).split('\n').length < 15);
});

test('a body that is nested deeper than the stack is shown as such', (t) => {
  const deep: unknown = JSON.parse(`${'['.repeat(200_000)}${']'.repeat(200_000)}`);
  t.true(line({ type: 'deep', deep }).includes('(nested too deeply to show)'));
  t.like(JSON.parse(journeyJson(journey({ type: 'deep', deep }))), {
    id: 17,
    body: '(nested too deeply to show)',
  });
});

test('for programs a journey is one object with all keys', (t) => {
  t.deepEqual(JSON.parse(journeyJson(journey({ type: 'read', msg_id: 1 }))), {
    id: 17,
    src: 'n1',
    dest: 'n2',
    body: { type: 'read', msg_id: 1 },
    sent_at_ns: SENT_AT,
    outcome: 'delivered',
    at_ns: SENT_AT + 100_000_000,
    reason: null,
    copies: 1,
  });
  t.like(JSON.parse(journeyJson(journey({}, { kind: 'dropped', at: 5, reason: 'loss' }))), {
    outcome: 'dropped',
    at_ns: 5,
    reason: 'loss',
  });
  t.like(JSON.parse(journeyJson(journey({}, { kind: 'under-way' }))), {
    outcome: 'under-way',
    at_ns: null,
    reason: null,
  });
});

test('of a message that arrived damaged the line shows what arrived', (t) => {
  const outcome: MessageOutcome = {
    ...ARRIVED,
    line: '{"id":1,"src":"n1","dest":"n2","body":{"n":\u001b57}}',
  };
  const shown = line({}, outcome);
  t.regex(shown, /≠ 100 ms damaged: \{"n":.*57\}$/);
  t.false(shown.includes('\u001b'));
});
