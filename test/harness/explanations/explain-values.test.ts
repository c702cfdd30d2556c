/** Why values are missing, from made-up journals: each way in which one can be lost or late, in its own words. */

import test from 'ava';
import { setFull } from '../../../harness/checkers/index.js';
import { explainValues, hasMissingValues } from '../../../harness/explanations/explain-values.js';
import type { Fault } from '../../../harness/faults.js';
import type { History, Operation } from '../../../harness/history.js';
import type { JournalEvent } from '../../../harness/store/journal-reader.js';

const S = 1e9;

/** A run of three nodes as its journal and history would tell it; times are in seconds. */
class Story {
  readonly events: JournalEvent[] = [];
  readonly history: Operation[] = [];
  #id = 0;

  operation(time: number, type: string, process: number, f: string, value: unknown): void {
    this.history.push({ index: this.history.length, time: time * S, type, process, f, value } as Operation);
  }

  /** `end`: when it arrived, or the reason why not; nothing for what stays under way. */
  send(time: number, src: string, dest: string, body: object, end?: number | string): number {
    const id = this.#id++;
    this.events.push({ type: 'send', time: time * S, message: { id, src, dest, body: { ...body } } });
    if (typeof end === 'number') this.events.push({ type: 'recv', time: end * S, id });
    else if (end !== undefined) this.events.push({ type: 'drop', time: time * S, id, reason: end });
    return id;
  }

  /** Client `c<process>` broadcasts on node `n<process>`. */
  add(time: number, process: number, value: unknown): void {
    const [client, node] = [`c${process}`, `n${process}`];
    this.operation(time, 'invoke', process, 'broadcast', value);
    this.send(time, client, node, { type: 'broadcast', msg_id: this.#id, message: value }, time);
    this.operation(time + 0.001, 'ok', process, 'broadcast', value);
  }

  read(time: number, process: number, shown: readonly unknown[]): void {
    this.operation(time, 'invoke', process, 'read', null);
    this.send(time, `c${process}`, `n${process}`, { type: 'read', msg_id: this.#id }, time);
    this.operation(time + 0.001, 'ok', process, 'read', shown);
  }

  async explain(faults: readonly Fault[] = []): Promise<readonly string[]> {
    return (await this.explanations(faults)).map(({ text }) => text);
  }

  explanations(faults: readonly Fault[] = []) {
    const history: History = this.history;
    const { events } = this;
    const journal = async function* (): AsyncGenerator<JournalEvent> {
      yield* events;
    };
    return explainValues({ history, workload: setFull(history, 'broadcast'), faults }, journal());
  }
}

const gossip = (...values: readonly unknown[]) => ({ type: 'gossip', messages: values });
const PARTITION: Fault = { fault: 'partition', text: 'majority: n1 n2 | n3', from: 3.2, to: 9.8 };

test('dropped once and never sent again: who sent it when, and which fault dropped it', async (t) => {
  const story = new Story();
  story.add(4, 1, 42);
  const lost = story.send(4.1, 'n1', 'n3', gossip(42), 'partition');
  story.send(4.1, 'n1', 'n2', gossip(42), 4.2);
  story.read(20, 1, [42]);
  story.read(20.1, 2, [42]);
  story.read(20.2, 3, []);
  const explanations = await story.explanations([PARTITION]);
  t.deepEqual(explanations, [
    {
      kind: 'lost',
      value: 42,
      node: 'n3',
      text: '42 missing at n3: n1 -> n3 sent at 4.10 s, dropped by partition majority (3.2-9.8 s), never sent again',
      messages: [lost],
      operations: [0, 6],
    },
  ]);
});

test('dropped several times: how often, first and last', async (t) => {
  const story = new Story();
  story.add(4, 1, 42);
  story.send(4.1, 'n1', 'n3', gossip(42), 'partition');
  story.send(4.1, 'n1', 'n2', gossip(42), 4.2);
  story.send(5, 'n1', 'n3', gossip(41, 42), 'partition');
  story.send(6, 'n2', 'n3', gossip(42), 'partition');
  story.read(20.2, 3, []);
  t.deepEqual(await story.explain([PARTITION]), [
    '42 missing at n3: sent 3 times, first n1 -> n3 at 4.10 s, last n2 -> n3 at 6.00 s, each dropped by partition majority (3.2-9.8 s), never sent again',
  ]);
});

test('dropped for different reasons: both are told', async (t) => {
  const story = new Story();
  story.add(4, 1, 42);
  story.send(4.1, 'n1', 'n3', gossip(42), 'loss');
  story.send(5, 'n1', 'n3', gossip(42), 'dead');
  story.read(20.2, 3, []);
  const kill: Fault = { fault: 'kill', text: 'one: n3', from: 4.5, to: 6 };
  t.deepEqual(await story.explain([kill]), [
    '42 missing at n3: sent 2 times, first n1 -> n3 at 4.10 s, last n1 -> n3 at 5.00 s, ' +
      'the first lost by chance, the last dropped because n3 was dead (killed 4.5-6.0 s), never sent again',
  ]);
});

test('never sent there: who had it, and whom that node told', async (t) => {
  const story = new Story();
  story.add(4, 1, 42);
  story.send(4.1, 'n1', 'n2', gossip(42), 4.2);
  story.read(20.2, 3, []);
  t.deepEqual(await story.explain(), [
    '42 missing at n3: n1 had it at 4.00 s and sent it to only n2, never to n3; n2 had it too and did not send it to n3',
  ]);
});

test('never sent there because whoever had it was killed first', async (t) => {
  const story = new Story();
  story.add(4, 1, 42);
  story.read(20.2, 3, []);
  const kill: Fault = { fault: 'kill', text: 'one: n1', from: 4.4, to: 6 };
  t.deepEqual(await story.explain([kill]), [
    '42 missing at n3: n1 had it at 4.00 s and sent it to nobody, never to n3; n1 was killed at 4.40 s',
  ]);
});

test('arrived and gone: it was lost inside the node, and that it was killed in between', async (t) => {
  const story = new Story();
  story.add(4, 1, 42);
  story.send(4.1, 'n1', 'n3', gossip(42), 4.2);
  story.read(20.2, 3, []);
  const kill: Fault = { fault: 'kill', text: 'n3', from: 5, to: 6 };
  t.deepEqual(await story.explain(), [
    '42 missing at n3: n3 got it from n1 at 4.20 s, and does not show it at 20.20 s: it was lost inside the node',
  ]);
  t.regex((await story.explain([kill]))[0] ?? '', /at 4\.20 s, was killed at 5\.00 s, and does not/);
});

test('still under way at the end', async (t) => {
  const story = new Story();
  story.add(4, 1, 42);
  story.send(4.1, 'n1', 'n3', gossip(42));
  story.read(20.2, 3, []);
  t.deepEqual(await story.explain(), [
    '42 missing at n3: n1 -> n3 sent at 4.10 s, never arrived: under way to the end',
  ]);
});

test('late: the way that it took, and what was dropped on it', async (t) => {
  const story = new Story();
  story.add(4, 1, 42);
  story.send(4.1, 'n1', 'n3', gossip(42), 'partition');
  story.read(5, 3, []);
  story.send(9.9, 'n1', 'n3', gossip(42), 10);
  story.read(20.2, 3, [42]);
  t.deepEqual(await story.explain([PARTITION]), [
    '42 late at n3: known at 4.00 s, missing from a read 999 ms later; n1 -> n3 sent at 4.10 s, dropped by partition majority (3.2-9.8 s), sent again at 9.90 s, arrived at 10.00 s',
  ]);
});

test('late without a fault: each hop, and how long a node kept it', async (t) => {
  const story = new Story();
  story.add(4, 1, 42);
  story.send(4.1, 'n1', 'n2', gossip(42), 4.2);
  story.read(4.5, 3, []);
  story.send(4.9, 'n2', 'n3', gossip(42), 5);
  story.read(20.2, 3, [42]);
  t.deepEqual(await story.explain(), [
    '42 late at n3: known at 4.00 s, missing from a read 499 ms later; n1 had it at 4.00 s, n1 -> n2 sent at 4.10 s, arrived at 4.20 s; n2 had it at 4.20 s, n2 -> n3 sent at 4.90 s, arrived at 5.00 s',
  ]);
});

test('there before the read, and yet not shown', async (t) => {
  const story = new Story();
  story.add(4, 1, 42);
  story.send(4.1, 'n1', 'n3', gossip(42), 4.2);
  story.read(5, 3, []);
  story.read(6, 3, [42]);
  t.deepEqual(await story.explain(), [
    '42 late at n3: known at 4.00 s, missing from a read 999 ms later; n3 had it from 4.20 s, yet did not show it at 5.00 s',
  ]);
});

test('lost by a kill and got again: all three are told', async (t) => {
  const story = new Story();
  story.add(4, 1, 42);
  story.send(4.1, 'n1', 'n3', gossip(42), 4.2);
  story.read(7, 3, []);
  story.send(8, 'n1', 'n3', gossip(42), 8.1);
  story.read(20, 3, [42]);
  const kill: Fault = { fault: 'kill', text: 'one: n3', from: 5, to: 6 };
  t.deepEqual(await story.explain([kill]), [
    '42 late at n3: known at 4.00 s, missing from a read 2999 ms later; n3 had it from 4.20 s, was killed at 5.00 s, yet did not show it at 7.00 s; it got it from n1 at 8.10 s again',
  ]);
});

test('held up by a pause of who had it, or by a slow way: the fault is named', async (t) => {
  const story = new Story();
  story.add(4, 1, 42);
  story.read(5, 3, []);
  story.send(9, 'n1', 'n3', gossip(42), 9.5);
  story.read(20, 3, [42]);
  const pause: Fault = { fault: 'pause', text: 'one: n1', from: 4.05, to: 8.9 };
  const slow: Fault = { fault: 'slow', text: 'n1 20 times', from: 8, to: 12 };
  t.regex(
    (await story.explain([pause]))[0] ?? '',
    /sent at 9\.00 s, arrived at 9\.50 s \(pause one: n1 \(4\.0-8\.9 s\)\)$|\(pause one: n1 \(4\.1-8\.9 s\)\)$/,
  );
  t.regex(
    (await story.explain([slow]))[0] ?? '',
    /arrived at 9\.50 s \(slow n1 20 times \(8\.0-12\.0 s\)\)$/,
  );
});

test('what arrived after the last read of a node was not forgotten by it', async (t) => {
  const story = new Story();
  story.add(4, 1, 42);
  story.read(4.5, 3, []);
  story.send(4.6, 'n1', 'n3', gossip(42), 4.7);
  t.deepEqual(await story.explain(), [
    '42 missing at n3: n3 got it from n1 at 4.70 s, after its last read at 4.50 s: what came of it nobody saw',
  ]);
});

test('a read that was invoked before the value was known accuses nobody', async (t) => {
  const story = new Story();
  story.read(3, 2, []);
  story.add(4, 1, 42);
  story.read(20, 3, []);
  const explanations = await story.explanations();
  t.deepEqual(
    explanations.map(({ node }) => node),
    ['n3'],
  );
});

test('a number in an acknowledgement is no value, nor is one that its sender has not got', async (t) => {
  const story = new Story();
  story.send(1, 'n2', 'n3', { type: 'flood_ok', ack: 42 }, 1.1);
  story.send(2, 'n2', 'n3', gossip(42), 2.1);
  story.add(4, 1, 42);
  story.send(4.1, 'n1', 'n3', { type: 'flood_ok', ack: 42 }, 4.2);
  story.send(4.2, 'n2', 'n3', gossip(42), 4.3);
  story.read(20, 3, []);
  t.deepEqual(await story.explain(), [
    '42 missing at n3: n1 had it at 4.00 s and sent it to nobody, never to n3',
  ]);
});

test('a counter of the same number is not the value, nor is a digest', async (t) => {
  const story = new Story();
  story.add(4, 1, 42);
  story.send(4.1, 'n1', 'n3', { type: 'gossip', round: 42, messages: [1], seen: [42] }, 4.2);
  story.send(4.2, 'n1', 'n3', { type: 'hello', messages: [], fanout: 42 }, 4.3);
  story.send(4.3, 'c9', 'n3', { type: 'configure', msg_id: 1, fanout: 42 }, 4.3);
  story.read(20.2, 3, []);
  t.regex((await story.explain())[0] ?? '', /^42 missing at n3: n1 had it at 4\.00 s and sent it to nobody/);
});

test('a value that stands by itself in a body of other names is found', async (t) => {
  const story = new Story();
  story.add(4, 1, 'x');
  story.send(4.1, 'n1', 'n3', { type: 'fwd', was: 'x' }, 'loss');
  story.read(20.2, 3, []);
  t.deepEqual(await story.explain(), [
    '"x" missing at n3: n1 -> n3 sent at 4.10 s, lost by chance, never sent again',
  ]);
});

test('values may be objects, whatever the order of their keys', async (t) => {
  const story = new Story();
  story.add(4, 1, { a: 1, b: 2 });
  story.send(4.1, 'n1', 'n3', gossip({ b: 2, a: 1 }), 'loss');
  story.read(20.2, 3, []);
  t.regex((await story.explain())[0] ?? '', /n1 -> n3 sent at 4\.10 s, lost by chance/);
});

test('of many lost values the first are explained, and what is the same at several nodes once', async (t) => {
  const story = new Story();
  for (let value = 0; value < 90; value++) story.add(1 + value / 10, 1, value);
  for (let process = 1; process <= 6; process++) story.read(20 + process / 10, process, []);
  const texts = await story.explain();
  t.is(texts.length, 64 * 2);
  t.regex(texts[0] ?? '', /^0 missing at n1: n1 took it from c1/);
  t.regex(
    texts[1] ?? '',
    /^0 missing at n2 \(and in the same way at 4 other nodes\): n1 had it at 1\.00 s and sent it to nobody, never to n2$/,
  );
});

test('a run in which nothing is missing needs no journal', (t) => {
  t.false(hasMissingValues({ workload: { valid: true } }));
  t.false(hasMissingValues({ workload: { valid: true, lost: [], 'worst-stale': [] } }));
  t.true(hasMissingValues({ workload: { valid: false, lost: [1] } }));
});
