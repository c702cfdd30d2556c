/**
 * What no explanation may say, whatever the program, the faults and the seed: that a message carried a value before somebody
 * added it, that a node passed on what it had not got, or that it forgot what it got only afterwards.
 */

import path from 'node:path';
import test from 'ava';
import type { History } from '../../../harness/history.js';
import type { TestInput } from '../../../harness/options.js';
import { readJournal } from '../../../harness/store/journal-reader.js';
import { runTest } from '../../../harness/test-run.js';
import { programFile } from '../../router/programs.js';
import { folder } from '../folder.js';

interface Sent {
  readonly src: string;
  readonly dest: string;
  readonly sentAt: number;
  arrivedAt?: number;
}

async function messagesOf(place: string): Promise<ReadonlyMap<number, Sent>> {
  const messages = new Map<number, Sent>();
  for await (const event of readJournal(path.join(place, 'journal.ndjson'))) {
    if (event.type === 'send') {
      const { id, src, dest } = event.message;
      messages.set(id, { src, dest, sentAt: event.time });
    } else if (event.type === 'recv') {
      const message = messages.get(event.id);
      if (message !== undefined) message.arrivedAt ??= event.time;
    }
  }
  return messages;
}

function additionOf(history: History, operations: readonly number[]): number {
  return (
    operations.map((index) => history[index]).find((each) => each !== undefined && each.f !== 'read')?.time ??
    NaN
  );
}

const PROGRAMS: readonly (readonly [workload: string, bin: string | undefined])[] = [
  ['broadcast', undefined],
  ['broadcast', path.join(import.meta.dirname, '../../../node/programs/broadcast-flood.js')],
  ['broadcast', path.join(import.meta.dirname, '../../../node/programs/broadcast-star.js')],
  ['broadcast', path.join(import.meta.dirname, '../../../node/programs/broadcast-plumtree.js')],
  ['broadcast', programFile('loses-under-partition.js')],
  ['broadcast', programFile('forgets-when-killed.js')],
  ['broadcast', programFile('drops-when-late.js')],
  ['g-set', undefined],
  ['g-set', programFile('set-tells-once.js')],
];

for (const [workload, bin] of PROGRAMS) {
  test(`${workload}, ${bin === undefined ? 'our own program' : path.basename(bin)}: what is explained can be so`, async (t) => {
    let explained = 0;
    for (const seed of [1, 4]) {
      const input: TestInput = {
        workload,
        ...(bin !== undefined && { bin }),
        runtime: 'sim',
        seed,
        rate: 30,
        latency: 30,
        loss: seed === 4 ? 0.1 : 0,
        'time-limit': 6,
        nemesis: ['partition', 'kill', 'pause', 'slow'],
        'nemesis-interval': 1.5,
        store: folder(),
      };
      const { results, history, folder: place } = await runTest(input);
      const messages = await messagesOf(String(place));
      for (const { text, messages: ids, operations } of results.explanations ?? []) {
        explained++;
        const added = additionOf(history, operations);
        for (const id of ids) {
          const message = messages.get(id);
          t.true(message !== undefined && message.sentAt >= added, `${text}: message ${id} was sent before`);
        }
        const [, got = '0', lost = 'Infinity'] =
          /(?:from|it from \w+ at) ([\d.]+) s.*(?:does|did) not show it at ([\d.]+) s/.exec(text) ?? [];
        t.true(Number(got) <= Number(lost), text);
        const [, sent = '0', arrived = 'Infinity'] =
          /sent at ([\d.]+) s, arrived at ([\d.]+) s/.exec(text) ?? [];
        t.true(Number(sent) <= Number(arrived), text);
      }
    }
    t.true(explained > 0);
  });
}
