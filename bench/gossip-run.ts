/**
 * A made-up run on disk for the benchmark of reports, of as many messages as asked for: 25 nodes that gossip what clients
 * broadcast, a fiftieth of it lost, and a partition now and then. The same files each time.
 *
 * It is made because a run of a million messages takes long. What is in it need not follow from a protocol: bodies are as
 * long, as varied and as much alike as those of a run.
 */

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type History, HistoryRecorder, type Operation, setFull, stats } from '../harness/index.js';
import { NdjsonFile } from '../harness/store/ndjson-file.js';
import { MILLISECOND, Random } from '../node/index.js';

export const NODES = 25;
/** 5,000 messages a second. */
const STEP = MILLISECOND / 5;
/** Messages of one operation, request and reply included. */
const PER_OPERATION = 10;
const LOSS = 0.02;
const LATENCIES = [10, 20, 40, 100].map((ms) => ms * MILLISECOND);
const READS = 20;
const LAST_READS = 5;
const PARTITIONS = 4;
const CUT_OFF = 'n10';
const RECENT = 200;

/** The run's folder, made below `store`. */
export function makeGossipRun(store: string, messages: number): string {
  const place = path.join(store, 'broadcast', '20260101T120000.000+0000');
  mkdirSync(place, { recursive: true });
  const journal = new NdjsonFile(path.join(place, 'journal.ndjson'));
  const history = new GossipRun(journal, messages).play();
  journal.close();
  const lines = new NdjsonFile(path.join(place, 'history.ndjson'));
  for (const operation of history) lines.write(JSON.stringify(operation));
  lines.close();
  const results = { valid: true, workload: setFull(history, 'broadcast'), stats: stats(history) };
  writeFileSync(path.join(place, 'results.json'), JSON.stringify(results));
  const test = { workload: 'broadcast', 'node-count': NODES, runtime: 'sim', seed: 1, loss: LOSS };
  writeFileSync(path.join(place, 'test.json'), JSON.stringify(test));
  return place;
}

class GossipRun {
  readonly #journal: NdjsonFile;
  readonly #operations: number;
  readonly #random = new Random(1);
  readonly #recorder = new HistoryRecorder();
  /** What is under way, by latency: each in the order in which it arrives. */
  readonly #underWay = LATENCIES.map(() => new Queue());
  readonly #sequence = Array.from({ length: NODES }, () => 0);
  #id = 0;
  #time = 0;

  constructor(journal: NdjsonFile, messages: number) {
    this.#journal = journal;
    this.#operations = Math.floor(messages / PER_OPERATION);
  }

  play(): History {
    const between = Math.max(1, Math.floor(this.#operations / PARTITIONS / 2));
    for (let operation = 0; operation < this.#operations; operation++) {
      if (operation % between === Math.floor(between / 2))
        this.#partition(Math.floor(operation / between) % 2 === 0);
      this.#operate(operation);
    }
    this.#arrivals(Infinity);
    return this.#recorder.history;
  }

  /** A request, gossip, the reply, gossip: each in an instant of its own. */
  #operate(operation: number): void {
    const worker = operation % NODES;
    const f = this.#isRead(operation) ? 'read' : 'broadcast';
    const value = f === 'read' ? null : operation;
    const asked = f === 'read' ? '' : `,"message":${operation}`;
    const number = Math.floor(operation / NODES) + 1;
    const replies = this.#random.integer(1, PER_OPERATION - 1);
    for (let i = 0; i < PER_OPERATION; i++) {
      this.#time += STEP;
      this.#arrivals(this.#time);
      if (i === 0) {
        this.#record({ type: 'invoke', process: worker, f, value });
        this.#exchange(`c${worker}`, `n${worker}`, `{"type":"${f}"${asked},"msg_id":${number}}`);
      } else if (i === replies) {
        const seen = f === 'read' ? this.#valuesBefore(operation) : undefined;
        const told = seen === undefined ? '' : `,"messages":${JSON.stringify(seen)}`;
        const body = `{"type":"${f}_ok"${told},"in_reply_to":${number},"msg_id":${number}}`;
        this.#exchange(`n${worker}`, `c${worker}`, body);
        this.#record({ type: 'ok', process: worker, f, value: seen ?? value });
      } else this.#gossip(operation);
    }
  }

  #isRead(operation: number): boolean {
    const every = Math.max(2, Math.floor(this.#operations / READS));
    return operation >= this.#operations - LAST_READS || operation % every === every - 1;
  }

  /** In an order of the node's own, as they reached it. */
  #valuesBefore(operation: number): readonly number[] {
    const values: number[] = [];
    for (let value = 0; value < operation; value++) if (!this.#isRead(value)) values.push(value);
    return values;
  }

  /** With clients, who are told without delay. */
  #exchange(src: string, dest: string, body: string): void {
    const id = this.#send(src, dest, body);
    this.#journal.write(`{"time":${this.#time},"type":"recv","id":${id}}`);
  }

  #gossip(operation: number): void {
    const from = this.#random.integer(0, NODES - 1);
    const to = (from + this.#random.integer(1, NODES - 1)) % NODES;
    const values = Array.from({ length: this.#random.integer(1, 5) }, () =>
      Math.max(0, operation - this.#random.integer(0, RECENT)),
    );
    const no = (this.#sequence[from] = (this.#sequence[from] ?? 0) + 1);
    const digest = this.#random.integer(0, 2 ** 31 - 1);
    const body = `{"type":"gossip","values":[["n${from}.8bhuux",${values.join(',')}]],"no":${no},"digest":${digest},"have":${operation}}`;
    const id = this.#send(`n${from}`, `n${to}`, body);
    if (this.#random.chance(LOSS))
      this.#journal.write(`{"time":${this.#time},"type":"drop","id":${id},"reason":"loss"}`);
    else this.#underWay[this.#random.integer(0, LATENCIES.length - 1)]?.push({ id, sent: this.#time });
  }

  #send(src: string, dest: string, body: string): number {
    const id = this.#id++;
    this.#journal.write(
      `{"time":${this.#time},"type":"send","message":{"id":${id},"src":"${src}","dest":"${dest}","body":${body}}}`,
    );
    return id;
  }

  /** All that arrive until then, in the order of time. */
  #arrivals(until: number): void {
    for (;;) {
      let [next, least] = [-1, Infinity];
      for (const [i, latency] of LATENCIES.entries()) {
        const at = (this.#underWay[i]?.first?.sent ?? Infinity) + latency;
        if (at < least) [next, least] = [i, at];
      }
      if (least > until || least === Infinity) return;
      const arrived = this.#underWay[next]?.shift();
      this.#journal.write(`{"time":${least},"type":"recv","id":${arrived?.id}}`);
    }
  }

  #partition(begins: boolean): void {
    const f = begins ? 'start-partition' : 'stop-partition';
    const others = Array.from({ length: NODES }, (_, i) => `n${i}`).filter((node) => node !== CUT_OFF);
    const fault = begins ? 'partition' : 'heal';
    const text = begins ? `one: ${CUT_OFF} | ${others.join(' ')}` : 'all links are open';
    this.#record({ type: 'info', process: 'nemesis', f, value: begins ? 'one' : null });
    this.#journal.write(JSON.stringify({ time: this.#time, type: 'fault', fault, text }));
    const value = begins ? ['isolated', { [CUT_OFF]: others }] : 'network-healed';
    this.#record({ type: 'info', process: 'nemesis', f, value });
  }

  #record(event: Pick<Operation, 'type' | 'process' | 'f' | 'value'>): void {
    this.#recorder.add({ time: this.#time, ...event });
  }
}

interface UnderWay {
  readonly id: number;
  readonly sent: number;
}

/** First in, first out, without moving what is left. */
class Queue {
  #items: UnderWay[] = [];
  #taken = 0;

  get first(): UnderWay | undefined {
    return this.#items[this.#taken];
  }

  push(item: UnderWay): void {
    this.#items.push(item);
  }

  shift(): UnderWay | undefined {
    const item = this.first;
    if (++this.#taken > 4096) {
      this.#items = this.#items.slice(this.#taken);
      this.#taken = 0;
    }
    return item;
  }
}
