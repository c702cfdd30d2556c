/**
 * Kafka: logs that are appended to and polled, by clients that commit how far they have read (spec section 11).
 *
 * Where Maelstrom means to read the committed offsets it looks in the wrong place and finds none, so that its clients always
 * begin at 0; with `maelstrom-quirks` so do ours.
 */

import { z } from 'zod';
import type { Client } from '../../router/index.js';
import {
  greaterOffset,
  kafka as kafkaChecker,
  type Offset,
  offsetAfter,
  unfitMessages,
} from '../checkers/index.js';
import type { Operation } from '../operations/history.js';
import type { TestOptions } from '../options/schema.js';
import { call, integer, list, present, rpc } from '../operations/rpc.js';
import { greatestOffset, kafkaGenerators } from './kafka-generators.js';
import type { Success, Workload } from './workload.js';

const OFFSETS = z.record(z.string(), integer);
const SEND = rpc('send', { offset: integer });
const POLL = rpc('poll', { msgs: z.record(z.string(), list(z.tuple([integer, present]))) });
const COMMIT = rpc('commit_offsets', {});
const COMMITTED = rpc('list_committed_offsets', { offsets: OFFSETS });

/** By key, the offset that a client polls from next; keys that it was not assigned are absent. */
type Offsets = Map<string, Offset>;

const offsetsOf = new WeakMap<Client, Offsets>();

async function send(client: Client, node: string, { value }: Operation): Promise<Success> {
  const [[, key, msg]] = value as [[string, string, unknown]];
  const { offset } = await call(client, node, SEND, { key, msg });
  return { value: [['send', key, [offset, msg]]] };
}

/** Keys that the client has already go on where they are; others where somebody has committed, or at the beginning. */
async function assign(
  client: Client,
  node: string,
  operation: Operation,
  options: TestOptions,
): Promise<Success> {
  const keys = operation.value as readonly string[];
  if (operation['seek-to-beginning?'] === true) {
    offsetsOf.set(client, new Map(keys.map((key) => [key, 0])));
    return { value: keys };
  }
  const { offsets } = await call(client, node, COMMITTED, { keys });
  const committed = new Map(options['maelstrom-quirks'] ? [] : Object.entries(offsets));
  const local = offsetsOf.get(client);
  // The message at the committed offset comes once more: delivery is at least once, and it must still be there.
  offsetsOf.set(client, new Map(keys.map((key) => [key, local?.get(key) ?? committed.get(key) ?? 0])));
  return { value: keys };
}

/**
 * Polls, commits, and only then goes on from there: where the commit fails nobody has seen these messages, and they must
 * come again. (Maelstrom goes on before it commits, and finds a skip after a commit that definitely failed.)
 */
async function poll(
  client: Client,
  node: string,
  _operation: Operation,
  options: TestOptions,
): Promise<Success> {
  const offsets: Offsets = offsetsOf.get(client) ?? new Map();
  const { msgs } = await call(client, node, POLL, { offsets: Object.fromEntries(offsets) });
  const last = new Map(Object.entries(msgs).map(([key, pairs]) => [key, greatestOffset(pairs)]));
  const goOn = (): void => {
    for (const [key, offset] of last)
      offsets.set(key, greaterOffset(offsets.get(key) ?? 0, offsetAfter(offset)));
    offsetsOf.set(client, offsets);
  };
  if (options['maelstrom-quirks']) goOn();
  const read = [...last].filter(([, offset]) => offset >= 0);
  if (read.length > 0) await call(client, node, COMMIT, { offsets: Object.fromEntries(read) });
  goOn();
  return { value: [['poll', msgs]] };
}

export const kafka: Workload = {
  name: 'kafka',
  about: 'logs keep every message that was acknowledged, and show all of them in one order',
  program: 'kafka',
  functions: {
    send: '[["send", key, message]], answered by [["send", key, [offset, message]]]',
    poll: '[["poll"]], answered by [["poll", {key: [[offset, message], ...]}]]',
    txn: 'a list of sends and polls',
    assign: 'a list of keys',
    crash: 'nothing',
    'debug-topic-partitions': 'any value',
  },
  unfit: unfitMessages,
  idempotent: new Set(['assign']),
  reusesClients: false,
  heavy: true,

  async invoke(client, node, operation, options) {
    switch (operation.f) {
      case 'send':
        return send(client, node, operation);
      case 'poll':
        return poll(client, node, operation, options);
      case 'assign':
        return assign(client, node, operation, options);
      default:
        return { type: 'info', value: null };
    }
  },

  generators: kafkaGenerators,

  checker: () => kafkaChecker,
};
