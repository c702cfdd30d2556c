/**
 * What explanations may claim, whatever the program, the faults and the seed. Each claim is looked up in journal and history, read
 * here in a way of their own.
 */

import type { WorkloadName } from '../../../harness/workloads/index.js';
import path from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { isClientId, isObject } from '../../../node/index.js';
import { findingText } from '../../../harness/explanations/explain-values.js';
import { type Finding, findMissing } from '../../../harness/explanations/find-missing.js';
import type { Arrival, Carry } from '../../../harness/explanations/spread.js';
import { messagesOf, type Send } from '../../../harness/explanations/story.js';
import type { Fault } from '../../../harness/faults/fault.js';
import type { History } from '../../../harness/operations/history.js';
import { completeOptions, type TestInput } from '../../../harness/options/schema.js';
import { readJournal } from '../../../harness/store/journal-reader.js';
import { runTest } from '../../../harness/run/run-test.js';
import { contentOf } from '../../../harness/trace/occurrence.js';
import { VALUE_LAYOUTS } from '../../../harness/trace/value-layouts.js';
import { programFile } from '../../router/programs.js';
import { folder } from '../folder.js';

interface Sent {
  readonly src: string;
  readonly dest: string;
  readonly sentAt: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly arrivals: number[];
  readonly drops: { readonly at: number; readonly reason: string }[];
}

async function messagesIn(place: string): Promise<ReadonlyMap<number, Sent>> {
  const messages = new Map<number, Sent>();
  for await (const event of readJournal(path.join(place, 'journal.ndjson'))) {
    if (event.type === 'send') {
      const { id, src, dest, body } = event.message;
      messages.set(id, { src, dest, body, sentAt: event.time, arrivals: [], drops: [] });
    } else if (event.type === 'recv') messages.get(event.id)?.arrivals.push(event.time);
    else if (event.type === 'drop')
      messages.get(event.id)?.drops.push({ at: event.time, reason: event.reason });
  }
  return messages;
}

/** What the nemesis did, from the invocation of an operation to the completion of the one that ended it. */
interface Deed {
  readonly f: string;
  readonly asked: unknown;
  readonly result: unknown;
  readonly from: number;
  to: number;
}

const ENDINGS: Readonly<Record<string, string>> = {
  'stop-partition': 'start-partition',
  'stop-slow': 'start-slow',
  start: 'kill',
  resume: 'pause',
};

function deedsIn(history: History): readonly Deed[] {
  const operations = history.filter(({ process }) => process === 'nemesis');
  const deeds: Deed[] = [];
  for (let i = 0; i + 1 < operations.length; i += 2) {
    const [asked, done] = [operations[i], operations[i + 1]];
    if (asked === undefined || done === undefined) continue;
    for (const deed of deeds) if (deed.f === ENDINGS[asked.f] && deed.to === Infinity) deed.to = done.time;
    deeds.push({ f: asked.f, asked: asked.value, result: done.value, from: asked.time, to: Infinity });
  }
  return deeds;
}

function hitLink({ f, asked, result }: Deed, src: string, dest: string): boolean {
  if (f === 'start-partition') {
    const cuts: unknown = Array.isArray(result) ? result[1] : undefined;
    const deafTo = isObject(cuts) ? cuts[dest] : undefined;
    return Array.isArray(deafTo) && deafTo.includes(src);
  }
  const [, from = '', to] = /^(\w+)(?: -> (\w+))? \d+$/.exec(String(asked)) ?? [];
  if (to !== undefined) return src === from && dest === to;
  return from === 'all' || from === src || from === dest;
}

function hitNode({ result }: Deed, node: string): boolean {
  return isObject(result) && Object.hasOwn(result, node);
}

class Court {
  readonly #t: ExecutionContext;
  readonly #messages: ReadonlyMap<number, Sent>;
  readonly #deeds: readonly Deed[];
  readonly #history: History;
  /** Nanoseconds that a message usually takes at most. */
  readonly #latency: number;

  constructor(t: ExecutionContext, messages: ReadonlyMap<number, Sent>, history: History, latency: number) {
    this.#t = t;
    this.#messages = messages;
    this.#history = history;
    this.#deeds = deedsIn(history);
    this.#latency = latency;
  }

  judge(finding: Finding): void {
    const t = this.#t;
    const { value, node = '', story, operations } = finding;
    const text = findingText(finding);
    const added = this.#history[operations[0] ?? -1]?.time ?? NaN;
    const read = this.#history[operations.at(-1) ?? -1];
    for (const id of messagesOf(story)) {
      const message = this.#messages.get(id);
      t.true(message !== undefined && message.sentAt >= added, `${text}: message ${id} was sent before`);
    }
    switch (story.kind) {
      case 'not-shown':
        this.#arrived(story.arrival, text);
        t.true(story.arrival.at < story.readAt && story.readAt === read?.time, text);
        t.is(story.arrival.carry.dest, node, text);
        if (story.killedAt !== undefined)
          this.#wasKilled(node, story.killedAt, story.arrival.at, story.readAt, text);
        if (story.again !== undefined) this.#arrived(story.again, text);
        this.#inOrder(text, / it from \w+ at ([\d.]+) s.* did not show it at ([\d.]+) s/);
        break;
      case 'after-last-read':
        this.#arrived(story.arrival, text);
        t.true(story.arrival.at >= story.readAt, text);
        break;
      case 'request-not-delivered':
        for (const send of story.sends) this.#ended(send, text);
        break;
      case 'not-delivered':
        for (const send of story.sends) this.#ended(send, text);
        this.#neverReached(value, node, 0, text);
        if (story.absence.kind === 'readable')
          t.is(this.#lastSent(value, node), story.sends.at(-1)?.carry.id, `${text}: it was sent again`);
        break;
      case 'not-sent':
        this.#arrived(story.source, text);
        this.#neverReached(value, node, story.source.at, text);
        if (story.absence.kind === 'readable')
          t.is(this.#lastSent(value, node), undefined, `${text}: it was sent`);
        if (story.absence.kind === 'nothing-sent')
          for (const { src, dest, sentAt } of this.#messages.values())
            t.false(
              dest === node && !isClientId(src) && sentAt >= story.source.at,
              `${text}: ${src} sent something`,
            );
        for (const death of story.deaths)
          this.#wasKilled(death.node, death.at, story.source.at, read?.time ?? 0, text);
        break;
      case 'way':
        t.is(story.hops.at(-1)?.arrival.carry.dest, node, text);
        for (const { arrival, failed, causes, had } of story.hops) {
          this.#arrived(arrival, text);
          for (const send of failed) this.#ended(send, text);
          for (const fault of causes) this.#delayed(fault, arrival, had, text);
        }
        this.#inOrder(text, /([\d.]+) s, arrived at ([\d.]+) s/);
        break;
      default:
        t.fail(`${text}: all requests are in the journal`);
    }
    if ('absence' in story) t.not(story.absence.kind, 'unreadable', `${text}: all its carriers can be read`);
    t.not(story.kind, 'no-request');
  }

  #arrived({ carry, at }: Arrival, text: string): void {
    this.#is(carry, text);
    this.#t.true(
      this.#messages.get(carry.id)?.arrivals.includes(at),
      `${text}: ${carry.id} did not arrive then`,
    );
  }

  #is({ id, src, dest, sentAt }: Carry, text: string): void {
    this.#t.like(this.#messages.get(id), { src, dest, sentAt }, text);
  }

  #ended({ carry, drop }: Send, text: string): void {
    const t = this.#t;
    this.#is(carry, text);
    const message = this.#messages.get(carry.id);
    t.deepEqual(message?.arrivals, [], `${text}: ${carry.id} arrived`);
    const [first] = message?.drops ?? [];
    t.is(drop?.reason, first?.reason, text);
    if (drop?.fault === undefined || first === undefined) {
      t.not(drop?.reason, 'partition', `${text}: the partition is known`);
      return;
    }
    const isNode = drop.reason === 'dead';
    const wanted = { partition: 'start-partition', loss: 'start-loss', dead: 'kill' }[drop.reason];
    const deed = this.#deedOf(drop.fault, text);
    t.is(deed?.f, wanted, text);
    t.true(deed !== undefined && deed.from <= first.at && first.at <= deed.to, `${text}: not in force`);
    if (deed !== undefined)
      t.true(
        isNode ? hitNode(deed, carry.dest) : hitLink(deed, carry.src, carry.dest),
        `${text}: hit another`,
      );
  }

  #delayed(fault: Fault, { carry, at }: Arrival, had: number | undefined, text: string): void {
    const t = this.#t;
    const deed = this.#deedOf(fault, text);
    if (deed === undefined) return;
    if (fault.kind === 'pause') {
      t.true(hitNode(deed, carry.src), `${text}: paused another`);
      t.true(
        had !== undefined && deed.from < carry.sentAt && deed.to > had,
        `${text}: paused at another time`,
      );
      return;
    }
    t.is(deed.f, 'start-slow', text);
    t.true(deed.from <= carry.sentAt && carry.sentAt <= deed.to, `${text}: not in force`);
    t.true(hitLink(deed, carry.src, carry.dest), `${text}: hit another link`);
    t.true(at - carry.sentAt > this.#latency, `${text}: took no longer than usual`);
  }

  #deedOf({ since, kind }: Fault, text: string): Deed | undefined {
    const deed = this.#deeds.find(({ f, from }) => f.replace('start-', '') === kind && from === since);
    this.#t.true(deed !== undefined, `${text}: the nemesis did no such thing`);
    return deed;
  }

  #wasKilled(node: string, at: number, from: number, to: number, text: string): void {
    this.#t.true(at >= from && at <= to, `${text}: killed at another time`);
    const deed = this.#deeds.find((each) => each.f === 'kill' && each.from === at && hitNode(each, node));
    this.#t.true(deed !== undefined, `${text}: ${node} was not killed`);
  }

  #neverReached(value: unknown, node: string, since: number, text: string): void {
    for (const { dest, arrivals, body, src } of this.#messages.values())
      this.#t.false(
        dest === node && !isClientId(src) && arrivals.some((at) => at >= since) && carries(body, value),
        `${text}: a message from ${src} brought it`,
      );
  }

  /** The last message to the node that carries the value. */
  #lastSent(value: unknown, node: string): number | undefined {
    return [...this.#messages].findLast(
      ([, { src, dest, body }]) => dest === node && !isClientId(src) && carries(body, value),
    )?.[0];
  }

  /** The sentence gives two times, the first not after the second. One that the pattern does not match fails: it is not tested. */
  #inOrder(text: string, pattern: RegExp): void {
    const match = pattern.exec(text);
    this.#t.not(match, null, `${text}: expected ${pattern}`);
    if (match !== null) this.#t.true(Number(match[1]) <= Number(match[2]), text);
  }
}

/** These programs send values under such names, or in Eddy's own gossip. */
function carries(body: Readonly<Record<string, unknown>>, value: unknown): boolean {
  const content = contentOf(body, VALUE_LAYOUTS);
  if (Array.isArray(content)) return content.flat().includes(value);
  return ['message', 'messages', 'value', 'values', 'element', 'elements', 'news'].some((name) => {
    const member = body[name];
    return member === value || (Array.isArray(member) && member.includes(value));
  });
}

const LOSSES = ['not-delivered', 'not-sent', 'not-shown'];

/** Each with the stories that its faults must make someone tell: a kind that is told no more is no kind that is tested. */
const PROGRAMS: readonly (readonly [
  workload: WorkloadName,
  bin: string | undefined,
  kinds: readonly string[],
])[] = [
  ['broadcast', undefined, [...LOSSES, 'way']],
  ['broadcast', path.join(import.meta.dirname, '../../../node/programs/broadcast-flood.js'), LOSSES],
  ['broadcast', path.join(import.meta.dirname, '../../../node/programs/broadcast-star.js'), LOSSES],
  [
    'broadcast',
    path.join(import.meta.dirname, '../../../node/programs/broadcast-plumtree.js'),
    ['not-sent', 'not-shown'],
  ],
  ['broadcast', programFile('loses-under-partition.js'), LOSSES],
  ['broadcast', programFile('forgets-when-killed.js'), ['not-delivered', 'not-shown']],
  ['broadcast', programFile('drops-when-late.js'), LOSSES],
  ['broadcast', programFile('flood-without-retry.js'), LOSSES],
  ['g-set', undefined, ['way']],
  ['g-set', programFile('set-tells-once.js'), LOSSES],
];

for (const [workload, bin, kinds] of PROGRAMS) {
  test(`${workload}, ${bin === undefined ? 'our own program' : path.basename(bin)}: each claim is in journal and history`, async (t) => {
    const told = new Set<string>();
    for (const seed of [1, 4]) {
      const input: TestInput = {
        workload,
        ...(bin !== undefined && { bin }),
        runtime: 'sim',
        seed,
        rate: 30,
        latency: 30,
        loss: seed === 4 ? 0.1 : 0,
        duplication: seed === 4 ? 0.2 : 0,
        'time-limit': 6,
        nemesis: ['partition', 'kill', 'pause', 'slow'],
        'nemesis-interval': 1.5,
        store: folder(),
      };
      const { results, history, folder: place } = await runTest(input);
      const file = path.join(String(place), 'journal.ndjson');
      const options = completeOptions(input);
      const findings = await findMissing({ history, workload: results.workload, options }, readJournal(file));
      t.deepEqual(
        (results.explanations ?? []).map(({ text }) => text),
        findings.map(findingText),
      );
      const court = new Court(t, await messagesIn(String(place)), history, options.latency * 1e6);
      for (const finding of findings) court.judge(finding);
      for (const { story } of findings) told.add(story.kind);
    }
    t.deepEqual(
      kinds.filter((kind) => !told.has(kind)),
      [],
      `${[...told].join()} were told`,
    );
  });
}

test('with latencies that vary, and slow and paused nodes, each fault that is named as a cause of delay was one', async (t) => {
  let causes = 0;
  for (const seed of [1, 2, 3, 4]) {
    const input: TestInput = {
      workload: 'broadcast',
      bin: programFile('flood-without-retry.js'),
      nodes: ['n1', 'n2', 'n3', 'n4', 'n5'],
      runtime: 'sim',
      seed,
      rate: 30,
      latency: 30,
      // So that messages on links that are not slow take long by chance.
      'latency-dist': 'exponential',
      'time-limit': 8,
      nemesis: ['pause', 'slow'],
      'nemesis-interval': 1,
      store: folder(),
    };
    const { results, history, folder: place } = await runTest(input);
    const options = completeOptions(input);
    const journal = readJournal(path.join(String(place), 'journal.ndjson'));
    const court = new Court(t, await messagesIn(String(place)), history, 3 * options.latency * 1e6);
    for (const finding of await findMissing({ history, workload: results.workload, options }, journal)) {
      court.judge(finding);
      if (finding.story.kind === 'way') causes += finding.story.hops.flatMap((hop) => hop.causes).length;
    }
  }
  t.true(causes > 10, `${causes} causes`);
});

test('packs-values.js, whose messages cannot be read: no value is said never to have been sent', async (t) => {
  const run = await runTest({
    workload: 'broadcast',
    bin: programFile('packs-values.js'),
    runtime: 'sim',
    seed: 1,
    rate: 20,
    latency: 20,
    'time-limit': 6,
    faults: [
      { at: 1, do: 'partition majority' },
      { at: 4, do: 'heal' },
    ],
    store: folder(),
  });
  const explanations = run.results.explanations ?? [];
  t.true(explanations.length > 10);
  for (const { kind, text } of explanations) {
    t.regex(text, kind === 'lost' ? /is missing at/ : /is not seen to have reached n\d/);
    t.notRegex(text, /never|sent it to|no node sent/);
    t.regex(
      text,
      /is seen to carry it, which proves nothing: n\d showed value \d+ by [\d.]+ s, and no message/,
    );
  }
});
