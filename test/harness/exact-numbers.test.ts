/** Integers of any size keep all their digits on their way from a node's line to both histories on disk and to the verdict. */

import { writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import * as fc from 'fast-check';
import { HistoryRecorder, type Operation } from '../../harness/operations/history.js';
import { completeOptions } from '../../harness/options/schema.js';
import { printOperation } from '../../harness/store/edn/index.js';
import { readHistory } from '../../harness/store/history-reader.js';
import { workloadNamed } from '../../harness/workloads/index.js';
import { type Message, parseExact, printExact, Random, sameJson } from '../../node/index.js';
import { Client, type Envelope, Journals, Network, parseLine, VirtualClock } from '../../router/index.js';
import { folder } from './folder.js';

/** Around 2^53, the nanoseconds of a wall clock, and far beyond a machine word. */
const integer = fc
  .oneof(
    fc.bigInt({ min: 2n ** 53n - 3n, max: 2n ** 53n + 3n }),
    fc.bigInt({ min: 1_795_931_850_848_089_166n, max: 1_795_931_850_848_089_170n }),
    fc.bigInt({ min: 0n, max: 2n ** 80n }),
  )
  .map(String);

/** A node that answers each request with the next of these bodies, as text, and numbers its replies by the nanosecond. */
function networkOf(replies: readonly string[]): Network {
  const network = new Network(
    { clock: new VirtualClock(), random: new Random(1), journal: new Journals([]) },
    { latency: { meanMs: 0, distribution: 'constant' }, loss: 0, duplication: 0 },
  );
  let next = 0;
  network.attach('n1', {
    obstacle: () => undefined,
    deliver({ src, body }: Envelope) {
      const number = `"msg_id":17959318508480891${next + 10},"in_reply_to":${body.msg_id}`;
      const line = `{"src":"n1","dest":"${src}","body":{${number},${replies[next++] ?? ''}}}`;
      network.submit(parseLine('n1', line, next) as Message, line);
    },
  });
  return network;
}

/** Plays these operations of a workload one after the other, by one client. */
async function played(
  name: string,
  steps: readonly { readonly f: string; readonly value: unknown; readonly reply: string }[],
): Promise<readonly Operation[]> {
  const network = networkOf(steps.map(({ reply }) => reply));
  const workload = workloadNamed(name);
  const options = completeOptions({ workload: name, ...(name === 'lin-kv' && { concurrency: '2n' }) });
  const recorder = new HistoryRecorder();
  const clock = network.clock as VirtualClock;
  await clock.drive(async () => {
    const client = new Client(network);
    for (const { f, value } of steps) {
      const invoke = recorder.add({ time: clock.now(), type: 'invoke', process: 0, f, value });
      const success = await workload.invoke(client, 'n1', invoke, options);
      recorder.add({ time: clock.now(), type: 'ok', process: 0, f, final: true, ...success });
    }
  });
  return recorder.history;
}

/** The history as it reads back from both files of a run, and its verdict. */
async function judged(name: string, history: readonly Operation[]): Promise<unknown> {
  const place = folder();
  const ndjson = path.join(place, 'history.ndjson');
  const edn = path.join(place, 'history.edn');
  writeFileSync(ndjson, history.map((operation) => `${printExact(operation)}\n`).join(''));
  writeFileSync(edn, history.map((operation) => `${printOperation(operation)}\n`).join(''));
  const options = completeOptions({ workload: name, ...(name === 'lin-kv' && { concurrency: '2n' }) });
  const check = workloadNamed(name).checker(options);
  const verdicts = [history, await readHistory(ndjson), await readHistory(edn)].map((each) => {
    const same = each.every(({ value }, i) => sameJson(value, history[i]?.value));
    return same ? check(each).valid : 'other values';
  });
  return verdicts.every((verdict) => verdict === verdicts[0]) ? verdicts[0] : verdicts;
}

const generate = (id: string): { f: string; value: null; reply: string } => ({
  f: 'generate',
  value: null,
  reply: `"type":"generate_ok","id":${id}`,
});

test('ids are the same if all their digits are', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(integer, { minLength: 2, maxLength: 6 }), async (ids) => {
      const distinct = await played('unique-ids', ids.map(generate));
      t.deepEqual(
        distinct.filter(({ type }) => type === 'ok').map(({ value }) => String(value)),
        ids,
      );
      t.is(await judged('unique-ids', distinct), true);
      t.is(
        await judged('unique-ids', await played('unique-ids', [...ids, ids[0] as string].map(generate))),
        false,
      );
    }),
    { numRuns: 50 },
  );
});

test('an offset past 2^53 is an offset like any other', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(integer, { minLength: 2, maxLength: 5 }), async (drawn) => {
      const offsets = drawn.toSorted((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
      const sends = offsets.map((offset, i) => ({
        f: 'send',
        value: [['send', 'k', i]],
        reply: `"type":"send_ok","offset":${offset}`,
      }));
      const assign = { f: 'assign', value: ['k'], reply: '"type":"list_committed_offsets_ok","offsets":{}' };
      const poll = (shown: readonly string[]): { f: string; value: unknown; reply: string }[] => [
        {
          f: 'poll',
          value: [['poll']],
          reply: `"type":"poll_ok","msgs":{"k":[${shown.map((offset) => `[${offset},${offsets.indexOf(offset)}]`).join(',')}]}`,
        },
      ];
      // The commit that follows a poll takes the next reply.
      const commit = { f: 'crash', value: null, reply: '"type":"commit_offsets_ok"' };
      const steps = [...sends, assign, ...poll(offsets), commit];
      const history = (await played('kafka', steps)).filter(({ f }) => f !== 'crash');
      t.is(await judged('kafka', history), true);
      const skipping = await played('kafka', [...sends, assign, ...poll(offsets.slice(1)), commit]);
      t.is(
        await judged(
          'kafka',
          skipping.filter(({ f }) => f !== 'crash'),
        ),
        false,
      );
    }),
    { numRuns: 50 },
  );
});

test('a value past 2^53 that a register was never given is not linearizable', async (t) => {
  await fc.assert(
    fc.asyncProperty(integer, fc.constantFrom(0n, 1n), async (value, difference) => {
      const key = 7;
      const shown = String(BigInt(value) + difference);
      const history = await played('lin-kv', [
        { f: 'write', value: [key, parseExact(value)], reply: '"type":"write_ok"' },
        { f: 'read', value: [key, null], reply: `"type":"read_ok","value":${shown}` },
      ]);
      t.is(await judged('lin-kv', history), difference === 0n);
    }),
    { numRuns: 50 },
  );
});

test('a value of a set is lost if only its neighbour is shown', async (t) => {
  await fc.assert(
    fc.asyncProperty(integer, fc.constantFrom(0n, 1n), async (value, difference) => {
      const history = await played('broadcast', [
        { f: 'broadcast', value: parseExact(value), reply: '"type":"broadcast_ok"' },
        { f: 'read', value: null, reply: `"type":"read_ok","messages":[${BigInt(value) + difference}]` },
      ]);
      t.is(await judged('broadcast', history), difference === 0n);
    }),
    { numRuns: 50 },
  );
});
