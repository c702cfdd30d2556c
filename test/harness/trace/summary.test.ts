import test from 'ava';
import type { Journey, MessageOutcome } from '../../../harness/trace/journeys.js';
import { Summary } from '../../../harness/trace/summary.js';

function summary(all: number, ...outcomes: [number, MessageOutcome][]): string {
  const summary = new Summary();
  for (const [times, outcome] of outcomes) {
    const message = { id: 0, src: 'n1', dest: 'n2', body: {} };
    const journey: Journey = { type: 'journey', message, sentAt: 0, outcome, copies: 1 };
    for (let i = 0; i < times; i++) summary.add(journey);
  }
  return summary.text(all);
}

const delivered: MessageOutcome = { kind: 'delivered', at: 0 };
const underWay: MessageOutcome = { kind: 'under-way' };
const dropped = (reason: string): MessageOutcome => ({ kind: 'dropped', at: 0, reason });

test('all kinds of ends are counted, reasons by their number', (t) => {
  t.is(
    summary(1234, [1200, delivered], [2, dropped('loss')], [28, dropped('partition')], [4, underWay]),
    '1,234 messages: 1,200 delivered, 30 dropped (28 partition, 2 loss), 4 under way',
  );
});

test('what there is none of is not mentioned', (t) => {
  t.is(summary(1, [1, delivered]), '1 message: 1 delivered');
  t.is(summary(2, [2, dropped('dead')]), '2 messages: 2 dropped (2 dead)');
  t.is(summary(0), '0 messages');
});

test('where filters hide some, it says of how many', (t) => {
  t.is(summary(1234, [2, delivered]), '2 of 1,234 messages: 2 delivered');
  t.is(summary(1), '0 of 1 message');
});

test('a reason from a file is only text', (t) => {
  t.is(summary(1, [1, dropped('\u001b[31m')]), '1 message: 1 dropped (1 \\u001b[31m)');
});
