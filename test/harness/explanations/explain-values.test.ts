/** Why values are missing, from made-up journals: each way in which one can be lost or late, in its own words. */

import test from 'ava';
import { describe } from '../../../harness/faults/faults.js';
import { type Body, printExact } from '../../../node/index.js';
import { setFull } from '../../../harness/checkers/index.js';
import { explainValues } from '../../../harness/explanations/explain-values.js';
import { type Finding, findMissing, hasMissingValues } from '../../../harness/explanations/find-missing.js';
import type { History, Operation } from '../../../harness/operations/history.js';
import { completeOptions } from '../../../harness/options/schema.js';
import { mayLoseDigits } from '../../../node/index.js';
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

  /** `end`: when it arrived, or the reason why not; nothing for what stays under way. `arrived`: the body, if it was damaged. */
  send(
    time: number,
    src: string,
    dest: string,
    body: object,
    end?: number | string,
    arrived?: string,
  ): number {
    const id = this.#id++;
    const bodyText = printExact(body);
    // As a journal is read: integers past 2^53 are doubles in the body, and exact in its text.
    const rounded = JSON.parse(bodyText) as Body;
    const message = { id, src, dest, body: rounded, ...(mayLoseDigits(bodyText) && { bodyText }) };
    this.events.push({ type: 'send', time: time * S, message });
    const line =
      arrived === undefined ? {} : { line: `{"id":${id},"src":"${src}","dest":"${dest}","body":${arrived}}` };
    if (typeof end === 'number') this.events.push({ type: 'recv', time: end * S, id, ...line });
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

  /** The nemesis begins something and ends it; `result` is what it completes with. */
  fault(from: number, to: number | undefined, f: string, asked: unknown, result: unknown = asked): void {
    this.#nemesis(from, f, asked, result);
    if (to !== undefined)
      this.#nemesis(to, ENDS[f] ?? '', null, f === 'kill' ? { n1: 'up', n3: 'up' } : { n1: 'on' });
  }

  #nemesis(time: number, f: string, asked: unknown, result: unknown): void {
    for (const value of [asked, result])
      this.history.push({
        index: this.history.length,
        time: time * S,
        type: 'info',
        process: 'nemesis',
        f,
        value,
      } as Operation);
  }

  async explain(): Promise<readonly string[]> {
    return (await this.explanations()).map(({ text }) => text);
  }

  explanations() {
    return explainValues(this.evidence, this.#journal());
  }

  findings(): Promise<readonly Finding[]> {
    return findMissing(this.evidence, this.#journal());
  }

  async only(): Promise<Finding> {
    const [finding, ...others] = await this.findings();
    if (finding === undefined || others.length > 0) throw new Error('expected one finding');
    return finding;
  }

  get evidence() {
    const history: History = this.history;
    return { history, workload: setFull(history, 'broadcast'), options: OPTIONS };
  }

  async *#journal(): AsyncGenerator<JournalEvent> {
    yield* this.events.toSorted((a, b) => a.time - b.time);
  }
}

const OPTIONS = completeOptions({ nodes: ['n1', 'n2', 'n3'], latency: 100 });
const ENDS: Readonly<Record<string, string>> = {
  'start-partition': 'stop-partition',
  'start-slow': 'stop-slow',
  'start-loss': 'stop-loss',
  'start-reorder': 'stop-reorder',
  'start-corrupt': 'stop-corrupt',
  kill: 'start',
  pause: 'resume',
};

const gossip = (...values: readonly unknown[]) => ({ type: 'gossip', messages: values });
/** n1 and n2 on one side, n3 on the other, from 3.2 to 9.8 s. */
function cut(story: Story): void {
  const cuts = { n1: ['n3'], n2: ['n3'], n3: ['n1', 'n2'] };
  story.fault(3.2, 9.8, 'start-partition', 'majority', ['isolated', cuts]);
}

test('dropped once and never sent again: who sent it when, and which fault dropped it', async (t) => {
  const story = new Story();
  story.add(4, 1, 42);
  const lost = story.send(4.1, 'n1', 'n3', gossip(42), 'partition');
  story.send(4.1, 'n1', 'n2', gossip(42), 4.2);
  story.read(20, 1, [42]);
  story.read(20.1, 2, [42]);
  story.read(20.2, 3, []);
  cut(story);
  const explanations = await story.explanations();
  t.deepEqual(explanations, [
    {
      kind: 'lost',
      value: 42,
      node: 'n3',
      cause: 'dropped by partition majority (3.2-9.8 s), never sent again',
      text: 'value 42 is missing at n3: n1 -> n3 sent at 4.10 s, dropped by partition majority (3.2-9.8 s), never sent again',
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
  cut(story);
  t.deepEqual(await story.explain(), [
    'value 42 is missing at n3: sent 3 times, first n1 -> n3 at 4.10 s, last n2 -> n3 at 6.00 s, each dropped by partition majority (3.2-9.8 s), never sent again',
  ]);
});

test('dropped for different reasons: both are told', async (t) => {
  const story = new Story();
  story.add(4, 1, 42);
  story.send(4.1, 'n1', 'n3', gossip(42), 'loss');
  story.send(5, 'n1', 'n3', gossip(42), 'dead');
  story.read(20.2, 3, []);
  story.fault(4.5, 6, 'kill', 'one', { n3: 'killed' });
  t.deepEqual(await story.explain(), [
    'value 42 is missing at n3: sent 2 times, first n1 -> n3 at 4.10 s, last n1 -> n3 at 5.00 s, ' +
      'the first lost by chance, the last dropped because n3 was dead (killed 4.5-6.0 s), never sent again',
  ]);
});

test('never sent there: which node had it, and to which it sent it', async (t) => {
  const story = new Story();
  story.add(4, 1, 42);
  story.send(4.1, 'n1', 'n2', gossip(42), 4.2);
  story.send(5, 'n2', 'n3', gossip(41), 5.1);
  story.read(20.2, 3, []);
  t.deepEqual(await story.explain(), [
    'value 42 is missing at n3: n1 had it at 4.00 s and sent it to only n2, never to n3; n2 had it too and did not send it to n3',
  ]);
});

test('never sent there, and the node that had it was killed', async (t) => {
  const story = new Story();
  story.add(4, 1, 42);
  story.read(20.2, 3, []);
  story.fault(4.4, 6, 'kill', 'one', { n1: 'killed' });
  t.deepEqual(await story.explain(), [
    'value 42 is missing at n3: n1 had it at 4.00 s, and no node sent n3 any message after that; n1 was killed at 4.40 s',
  ]);
});

test('arrived and gone: it was lost inside the node, and that it was killed in between', async (t) => {
  const story = new Story();
  story.add(4, 1, 42);
  story.send(4.1, 'n1', 'n3', gossip(42), 4.2);
  story.read(20.2, 3, []);
  t.deepEqual(await story.explain(), [
    'value 42 is missing at n3: n3 got it from n1 at 4.20 s, and did not show it at 20.20 s: the node lost or withheld it',
  ]);
  story.fault(5, 6, 'kill', 'n3', { n3: 'killed' });
  t.regex((await story.explain())[0] ?? '', /at 4\.20 s, was killed at 5\.00 s, and did not/);
});

test('still under way at the end', async (t) => {
  const story = new Story();
  story.add(4, 1, 42);
  story.send(4.1, 'n1', 'n3', gossip(42));
  story.read(20.2, 3, []);
  t.deepEqual(await story.explain(), [
    'value 42 is missing at n3: n1 -> n3 sent at 4.10 s, still under way at the end',
  ]);
});

test('late: the way that it took, and what was dropped on it', async (t) => {
  const story = new Story();
  story.add(4, 1, 42);
  story.send(4.1, 'n1', 'n3', gossip(42), 'partition');
  story.read(5, 3, []);
  story.send(9.9, 'n1', 'n3', gossip(42), 10);
  story.read(20.2, 3, [42]);
  cut(story);
  t.deepEqual(await story.explain(), [
    'value 42 came late at n3: known at 4.00 s, missing from a read 999 ms later; n1 -> n3 sent at 4.10 s, dropped by partition majority (3.2-9.8 s), sent again at 9.90 s, arrived at 10.00 s',
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
    'value 42 came late at n3: known at 4.00 s, missing from a read 499 ms later; n1 had it at 4.00 s, n1 -> n2 sent at 4.10 s, arrived at 4.20 s; n2 had it at 4.20 s, n2 -> n3 sent at 4.90 s, arrived at 5.00 s',
  ]);
});

test('there before the read, and yet not shown', async (t) => {
  const story = new Story();
  story.add(4, 1, 42);
  story.send(4.1, 'n1', 'n3', gossip(42), 4.2);
  story.read(5, 3, []);
  story.read(6, 3, [42]);
  t.deepEqual(await story.explain(), [
    'value 42 was not shown at n3: known at 4.00 s, missing from a read 999 ms later; n3 got it from n1 at 4.20 s, and did not show it at 5.00 s: the node lost or withheld it',
  ]);
});

test('lost by a kill and got again: all three are told', async (t) => {
  const story = new Story();
  story.add(4, 1, 42);
  story.send(4.1, 'n1', 'n3', gossip(42), 4.2);
  story.read(7, 3, []);
  story.send(8, 'n1', 'n3', gossip(42), 8.1);
  story.read(20, 3, [42]);
  story.fault(5, 6, 'kill', 'one', { n3: 'killed' });
  t.deepEqual(await story.explain(), [
    'value 42 was not shown at n3: known at 4.00 s, missing from a read 2999 ms later; n3 got it from n1 at 4.20 s, was killed at 5.00 s, and did not show it at 7.00 s; it got it again from n1 at 8.10 s',
  ]);
});

test('held up by a pause of the node that had it, or by a slow link of its own: the fault is named', async (t) => {
  const delayed = (): Story => {
    const story = new Story();
    story.add(4, 1, 42);
    story.read(5, 3, []);
    story.send(9, 'n1', 'n3', gossip(42), 9.5);
    story.read(20, 3, [42]);
    return story;
  };
  const causes = async (tell: (story: Story) => void): Promise<readonly string[]> => {
    const story = delayed();
    tell(story);
    const { story: told } = await story.only();
    return told.kind === 'way' ? told.hops.flatMap((hop) => hop.causes.map(describe)) : ['no way'];
  };
  t.deepEqual(await causes((story) => story.fault(4.05, 8.9, 'pause', 'one', { n1: 'paused' })), ['one: n1']);
  t.deepEqual(await causes((story) => story.fault(4.05, 8.9, 'pause', 'one', { n2: 'paused' })), []);
  t.deepEqual(await causes((story) => story.fault(4.05, 5, 'pause', 'one', { n1: 'paused' })), []);
  t.deepEqual(await causes((story) => story.fault(8, 12, 'start-slow', 'n1 20')), ['n1 20 times']);
  t.deepEqual(await causes((story) => story.fault(8, 12, 'start-slow', 'n1 -> n3 20')), [
    'n1 -> n3 20 times',
  ]);
  t.deepEqual(await causes((story) => story.fault(8, 12, 'start-slow', 'n3 -> n1 20')), []);
  t.deepEqual(await causes((story) => story.fault(8, 12, 'start-slow', 'n2 20')), []);
  t.deepEqual(
    await causes((story) => story.fault(9.1, 12, 'start-slow', 'all 20')),
    [],
    'slow after it was sent',
  );
  const story = delayed();
  story.fault(8, 12, 'start-reorder', 0.5);
  t.regex((await story.explain())[0] ?? '', /arrived at 9\.50 s \(perhaps reorder 0\.5 \(8\.0-12\.0 s\)\)$/);
});

test('what took as long as usual was held up by nothing', async (t) => {
  const story = new Story();
  story.add(4, 1, 42);
  story.read(5, 3, []);
  story.send(9, 'n1', 'n3', gossip(42), 9.1);
  story.read(20, 3, [42]);
  story.fault(8, 12, 'start-slow', 'n1 -> n3 1');
  t.regex((await story.explain())[0] ?? '', /arrived at 9\.10 s$/);
});

test('what arrived after the last read of a node was not forgotten by it', async (t) => {
  const story = new Story();
  story.add(4, 1, 42);
  story.read(4.5, 3, []);
  story.send(4.6, 'n1', 'n3', gossip(42), 4.7);
  t.deepEqual(await story.explain(), [
    'value 42 is missing at n3: n3 got it from n1 at 4.70 s, not before its last read at 4.50 s: no read shows what became of it',
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
    'value 42 is missing at n3: n1 had it at 4.00 s, and no message to n3 is seen to carry it',
  ]);
});

test('a counter of the same number is not the value, nor is a digest', async (t) => {
  const story = new Story();
  story.add(4, 1, 42);
  story.send(4.1, 'n1', 'n3', { type: 'gossip', round: 42, messages: [1], seen: [42] }, 4.2);
  story.send(4.2, 'n1', 'n3', { type: 'hello', messages: [], fanout: 42 }, 4.3);
  story.send(4.3, 'c9', 'n3', { type: 'configure', msg_id: 1, fanout: 42 }, 4.3);
  story.read(20.2, 3, []);
  t.regex(
    (await story.explain())[0] ?? '',
    /^value 42 is missing at n3: n1 had it at 4\.00 s, and no message to n3 is seen to carry it$/,
  );
});

test('a value that stands by itself in a body of other names is found', async (t) => {
  const story = new Story();
  story.add(4, 1, 'x');
  story.send(4.1, 'n1', 'n3', { type: 'fwd', was: 'x' }, 'loss');
  story.read(20.2, 3, []);
  t.deepEqual(await story.explain(), [
    'value "x" is missing at n3: n1 -> n3 (which probably carries it) sent at 4.10 s, lost by chance, never sent again',
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
  t.regex(texts[0] ?? '', /^value 0 is missing at n1: n1 took it from c1/);
  t.regex(
    texts[1] ?? '',
    /^value 0 is missing at n2 \(and in the same way at 4 other nodes\): n1 had it at 1\.00 s, and no node sent n2 any message after that$/,
  );
});

test('a run in which nothing is missing needs no journal', (t) => {
  t.false(hasMissingValues({ workload: { valid: true } }));
  t.false(hasMissingValues({ workload: { valid: true, lost: [], 'worst-stale': [] } }));
  t.true(hasMissingValues({ workload: { valid: false, lost: [1] } }));
});

test('a node to which no node sent anything was certainly not sent the value', async (t) => {
  const story = new Story();
  story.add(4, 1, 42);
  story.send(4.1, 'n1', 'n2', gossip(42), 4.2);
  story.send(3, 'n1', 'n3', gossip(1), 3.2);
  story.read(20.2, 3, []);
  const { story: told } = await story.only();
  t.like(told, { kind: 'not-sent', targets: ['n2'], others: ['n2'], absence: { kind: 'nothing-sent' } });
});

test('where a node shows a value that no message is seen to bring, absence proves nothing', async (t) => {
  const story = new Story();
  const packed = (...values: readonly number[]) => ({ type: 'packed', blob: values.join('+') });
  story.add(1, 1, 7);
  story.send(1.1, 'n1', 'n2', packed(7), 1.2);
  story.add(4, 1, 42);
  story.send(4.1, 'n1', 'n3', packed(42), 'loss');
  story.send(5.1, 'n1', 'n3', packed(7, 42), 5.2);
  story.read(19, 2, [7]);
  story.read(20.2, 3, []);
  const findings = await story.findings();
  const lost = findings.filter(({ value, node }) => value === 42 && node === 'n3');
  t.is(lost.length, 1);
  t.like(lost[0]?.story, {
    kind: 'not-sent',
    absence: { kind: 'unreadable', value: 7, node: 'n2', at: 19.001 * S },
  });
  t.regex(
    (await story.explain()).join('\n'),
    /value 42 is missing at n3: n1 had it at 4\.00 s, and no message to n3 is seen to carry it, which proves nothing: n2 showed value 7 by 19\.00 s, and no message is seen to have brought that either/,
  );
});

test('values as strings, floats, objects and integers past 2^53 are readable in their own form only', async (t) => {
  for (const [value, other] of [
    ['7', 7],
    [1.5, '1.5'],
    [{ a: [1] }, { a: 1 }],
    [2n ** 53n + 1n, 2n ** 53n + 2n],
  ]) {
    for (const [sent, kind] of [
      [value, 'not-delivered'],
      [other, 'not-sent'],
    ] as const) {
      const story = new Story();
      story.add(4, 1, value);
      story.send(4.1, 'n1', 'n3', { type: 'deep', values: [{ batch: [[sent]] }] }, 'loss');
      story.read(20.2, 3, []);
      const { story: told } = await story.only();
      t.is(told.kind, kind, printExact([value, sent]));
    }
  }
});

test('the request that adds a value may come long after its invocation, and belongs to it', async (t) => {
  const story = new Story();
  story.operation(4, 'invoke', 1, 'broadcast', 42);
  story.send(4.003, 'c1', 'n1', { type: 'broadcast', msg_id: 1, message: 42 }, 4.0041);
  story.operation(4.01, 'ok', 1, 'broadcast', 42);
  story.operation(20, 'invoke', 1, 'read', null);
  story.send(20.003, 'c1', 'n1', { type: 'read', msg_id: 2 }, 20.004);
  story.operation(20.01, 'ok', 1, 'read', []);
  const { story: told, node } = await story.only();
  t.is(node, 'n1');
  t.like(told, { kind: 'not-shown', arrival: { at: 4.0041 * S } });
});

test('a request that the journal does not show is said to be missing, and nothing else', async (t) => {
  const story = new Story();
  story.operation(4, 'invoke', 1, 'broadcast', 42);
  story.operation(4.01, 'ok', 1, 'broadcast', 42);
  story.read(20, 3, []);
  t.deepEqual(await story.explain(), [
    'value 42 is missing at n3: the journal shows no request for the operation that adds it, so it is not known where it went',
  ]);
});

test('a read whose request the journal does not show names no node', async (t) => {
  const story = new Story();
  story.add(4, 1, 42);
  story.operation(20, 'invoke', 1, 'read', null);
  story.operation(20.01, 'ok', 1, 'read', []);
  const [explanation] = await story.explanations();
  t.is(explanation?.node, undefined);
  t.regex(
    explanation?.text ?? '',
    /^value 42 is missing: the journal shows no request for the read that missed it/,
  );
});

test('a request that did not arrive: no node is seen to have had the value', async (t) => {
  const story = new Story();
  story.operation(4, 'invoke', 1, 'broadcast', 42);
  story.send(4, 'c1', 'n1', { type: 'broadcast', msg_id: 1, message: 42 }, 'dead');
  story.operation(4.01, 'ok', 1, 'broadcast', 42);
  story.read(20, 3, []);
  t.like((await story.only()).story, {
    kind: 'request-not-delivered',
    sends: [{ drop: { reason: 'dead' } }],
  });
});

test('several messages, of which some are still under way: none is said to be dropped that was not', async (t) => {
  const story = new Story();
  story.add(4, 1, 42);
  story.send(4.1, 'n1', 'n3', gossip(42));
  story.send(5, 'n1', 'n3', gossip(42), 'loss');
  story.read(20.2, 3, []);
  t.deepEqual(await story.explain(), [
    'value 42 is missing at n3: sent 2 times, first n1 -> n3 at 4.10 s, last n1 -> n3 at 5.00 s, 1 dropped, 1 still under way at the end, never sent again',
  ]);
});

test('a message whose first copy was dropped and whose second arrived brought the value', async (t) => {
  const story = new Story();
  story.add(4, 1, 42);
  const id = story.send(4.1, 'n1', 'n3', gossip(42), 'dead');
  story.events.push({ type: 'recv', time: 4.3 * S, id });
  story.read(20.2, 3, []);
  t.like((await story.only()).story, { kind: 'not-shown', arrival: { at: 4.3 * S } });
});

test('a value that never reached a node, though others showed it later, is called stale, not late', async (t) => {
  const story = new Story();
  story.add(4, 1, 42);
  story.send(4.1, 'n1', 'n3', gossip(42), 'partition');
  story.send(4.1, 'n1', 'n2', gossip(42), 4.2);
  cut(story);
  story.read(5, 3, []);
  story.read(20, 2, [42]);
  t.deepEqual(await story.explain(), [
    'value 42 never reached n3: known at 4.00 s, missing from a read 999 ms later; n1 -> n3 sent at 4.10 s, ' +
      'dropped by partition majority (3.2-9.8 s), never sent again; n2 showed it at 20.00 s, so the checker counts it as stale, not lost',
  ]);
});

test('a partition of other nodes, or of the other direction, dropped nothing here', async (t) => {
  for (const [cuts, named] of [
    [{ n3: ['n1'] }, 'majority: n3 does not hear n1'],
    [{ n1: ['n3'] }, undefined],
    [{ n2: ['n3'], n3: ['n2'] }, undefined],
  ] as const) {
    const story = new Story();
    story.add(4, 1, 42);
    story.send(4.1, 'n1', 'n3', gossip(42), 'partition');
    story.fault(3.2, 9.8, 'start-partition', 'majority', ['isolated', cuts]);
    story.read(20.2, 3, []);
    const { story: told } = await story.only();
    t.is(told.kind, 'not-delivered');
    if (told.kind === 'not-delivered') {
      const fault = told.sends[0]?.drop?.fault;
      t.is(fault && describe(fault), named);
    }
  }
});

test('the journal is read once', async (t) => {
  const story = new Story();
  story.add(4, 1, 42);
  story.read(20, 3, []);
  let readings = 0;
  const journal = { [Symbol.asyncIterator]: () => (readings++, story.events.values()) };
  await explainValues(story.evidence, journal as unknown as AsyncIterable<JournalEvent>);
  t.is(readings, 1);
});

for (const [how, arrived] of [
  ['is no JSON', '{"type":"gossip","messages":[42]m'],
  ['holds another value', '{"type":"gossip","messages":[43]}'],
] as const) {
  test(`a value whose message arrived as a line that ${how} was lost by the damage`, async (t) => {
    const story = new Story();
    story.add(4, 1, 42);
    story.send(4.1, 'n1', 'n3', gossip(42), 4.2, arrived);
    story.fault(3.2, 9.8, 'start-corrupt', 0.2);
    story.read(20.2, 3, []);
    t.deepEqual(await story.explain(), [
      'value 42 is missing at n3: n1 -> n3 sent at 4.10 s, damaged on its way by corrupt 0.2 (3.2-9.8 s), never sent again',
    ]);
  });
}

test('a value that survived the damage to its message arrived; the others of the message did not', async (t) => {
  const story = new Story();
  story.add(4, 1, 42);
  story.add(4.01, 1, 7);
  story.send(4.1, 'n1', 'n3', gossip(42, 7), 4.2, '{"type":"gossip","messages":[42,6]}');
  story.fault(3.2, 9.8, 'start-corrupt', 0.2);
  story.read(20.2, 3, [42]);
  t.deepEqual(await story.explain(), [
    'value 7 is missing at n3: n1 -> n3 sent at 4.10 s, damaged on its way by corrupt 0.2 (3.2-9.8 s), never sent again',
  ]);
});

test('a value that came late because its first message was damaged', async (t) => {
  const story = new Story();
  story.add(4, 1, 42);
  story.send(4.1, 'n1', 'n3', gossip(42), 4.2, '{"type":"gossip","messages":[4r]}');
  story.fault(3.2, 4.5, 'start-corrupt', 0.5);
  story.read(5, 3, []);
  story.send(5.1, 'n1', 'n3', gossip(42), 5.2);
  story.read(20, 3, [42]);
  const [text = ''] = await story.explain();
  t.true(
    text.includes(
      'n1 -> n3 sent at 4.10 s, damaged on its way by corrupt 0.5 (3.2-4.5 s), sent again at 5.10 s, arrived at 5.20 s',
    ),
    text,
  );
});

test('a node that was given the value in a damaged message is not blamed, unless another brought it whole', async (t) => {
  const damaged = (): Story => {
    const story = new Story();
    story.add(4, 1, 42);
    story.send(4.1, 'n1', 'n3', gossip(42), 4.2, '{"type":"gossiq","messages":[42]}');
    story.fault(3.2, 9.8, 'start-corrupt', 0.2);
    return story;
  };
  const hidden = damaged();
  hidden.read(20.2, 3, []);
  t.deepEqual(await hidden.explain(), [
    'value 42 is missing at n3: n3 got it from n1 at 4.20 s in a message that was damaged on its way by ' +
      'corrupt 0.2 (3.2-9.8 s), and did not show it at 20.20 s: the damage may have hidden it',
  ]);
  const lost = damaged();
  lost.send(4.15, 'n2', 'n3', gossip(42), 4.16);
  lost.send(4.05, 'n1', 'n2', gossip(42), 4.06);
  lost.read(20.2, 3, []);
  t.deepEqual(await lost.explain(), [
    'value 42 is missing at n3: n3 got it from n2 at 4.16 s, and did not show it at 20.20 s: the node lost or withheld it',
  ]);
});
