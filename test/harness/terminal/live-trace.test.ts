/** The trace of a running cluster and the trace of its stored journal: they say the same of each message. */

import path from 'node:path';
import test from 'ava';
import { LiveTrace } from '../../../harness/terminal/live-trace.js';
import { plain } from '../../../harness/text/colors.js';
import { Envelope, Journals, NdjsonJournal } from '../../../router/index.js';
import { folder, write } from '../folder.js';
import { linesOf } from '../trace/journal.js';

const MS = 1e6;

test('of a duplicated message whose first copy was dropped both say that it was delivered, and once', async (t) => {
  const [shown, written]: [string[], string[]] = [[], []];
  const journal = new Journals([
    new LiveTrace((line) => shown.push(line), plain, undefined),
    new NdjsonJournal((line) => written.push(line)),
  ]);
  const message = (id: number, copies: number) =>
    new Envelope(id, { src: 'n1', dest: 'n2', body: { type: 'gossip', m: id } }, undefined, false, copies);
  const [twice, lost, once, both] = [message(0, 2), message(1, 2), message(2, 1), message(3, 2)];
  for (const each of [twice, lost, once, both]) journal.send(MS, each);
  journal.drop(MS, once, 'partition');
  journal.drop(2 * MS, twice, 'dead');
  journal.drop(2 * MS, lost, 'dead');
  journal.receive(3 * MS, both);
  t.is(shown.length, 2, 'what is not settled was shown');
  journal.receive(4 * MS, twice);
  journal.drop(5 * MS, lost, 'overflow');
  journal.drop(6 * MS, both, 'dead');
  const text = written.map((line) => `${line}\n`).join('');
  const file = write(path.join(folder(), 'journal.ndjson'), text);
  const stored = (await linesOf({ path: file })).filter((line) => line.includes('gossip'));
  t.is(stored.length, 4);
  t.deepEqual(shown.toSorted(), stored.toSorted());
});
