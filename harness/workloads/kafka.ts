/**
 * Kafka: logs that are appended to and polled, by clients that commit how far they have read.
 *
 * Where Maelstrom means to read the committed offsets it looks in the wrong place and finds none, so that its clients always
 * begin at 0; with `maelstrom-quirks` so do ours.
 */

import { z } from 'zod';
import type { Client } from '../../router/index.js';
import {
  greaterOffset,
  kafka as kafkaChecker,
  type KafkaResult,
  type Offset,
  offsetAfter,
  unfitMessages,
} from '../checkers/index.js';
import type { Operation } from '../operations/history.js';
import type { WorkloadOptions } from './options.js';
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
  options: WorkloadOptions,
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
  options: WorkloadOptions,
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

export const kafka: Workload<KafkaResult> = {
  name: 'kafka',
  about: 'logs keep every message that was acknowledged, and show all of them in one order',
  reference: {
    load:
      'Half of the operations send a message that is used once, half poll. They use `--key-count` logs at a time; a log that was ' +
      'written `--max-writes-per-key` times makes way for a new one. Now and then a client chooses new keys to poll from (an ' +
      'assign), or is replaced by a new client (a crash, about every 30 s for each worker). When the faults are over and the ' +
      'cluster has recovered, each worker polls all keys from the beginning.',
    requests: [
      {
        rpc: SEND,
        does: 'Appends a message to the log of a key. The log is created if it does not exist.',
        takes: {
          key: { is: 'a string', example: '9' },
          msg: { is: 'any JSON value; clients send integers', example: 7 },
        },
        gives: { offset: { is: 'an integer: the offset of the message in its log', example: 1 } },
      },
      {
        rpc: POLL,
        does:
          'Shows messages of several logs, each from the given offset on, in the order of their offsets, without leaving one out. How ' +
          'many is up to the node. Offsets may have gaps. Keys without messages may be missing.',
        takes: { offsets: { is: 'an object: by key the offset to begin at', example: { 9: 0 } } },
        gives: {
          msgs: { is: 'an object: by key an array of pairs of offset and message', example: { 9: [[1, 7]] } },
        },
      },
      {
        rpc: COMMIT,
        does: 'Remembers that the messages up to these offsets have been processed. Sent after each poll that showed something.',
        takes: { offsets: { is: 'an object: by key an offset', example: { 9: 1 } } },
        gives: {},
      },
      {
        rpc: COMMITTED,
        does: 'Shows what has been committed. Sent when a client chooses keys: it goes on from there. Keys without a commit may be missing.',
        takes: { keys: { is: 'an array of keys', example: ['9'] } },
        gives: { offsets: { is: 'an object: by key the offset that was committed', example: { 9: 1 } } },
      },
    ],
    checks: [
      '`lost-write`: a message that was acknowledged lies before one that a poll showed, and no poll showed it.',
      '`unseen`: at the end, messages that were acknowledged have not been shown by any poll.',
      '`inconsistent-offsets`: an offset of a log has two messages. `duplicate`: a message has two offsets.',
      '`G1a`: a poll shows a message whose send failed. `no-writer-of-value`: a poll shows a message that nobody sent.',
      '`poll-skip`, `nonmonotonic-poll`: from one poll of a client to its next, or within one poll (`int-poll-skip`, ' +
        '`int-nonmonotonic-poll`), messages of a log are left out, or do not go forward.',
      '`nonmonotonic-send`: two sends of one client to a log got offsets that do not go forward.',
      '`G1c` and other cycles: what was polled puts operations in a circle.',
      'How recent polls are is not judged; `worst-realtime-lag` has the longest delay.',
    ],
  },
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
