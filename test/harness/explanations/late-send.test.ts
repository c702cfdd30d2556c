/** A stored run of a slow machine: the request left 3 ms after its invocation, and the node that took it showed an empty set. */

import { fileURLToPath } from 'node:url';
import test from 'ava';
import { setFull } from '../../../harness/checkers/index.js';
import { explainValues } from '../../../harness/explanations/explain-values.js';
import { findMissing } from '../../../harness/explanations/find-missing.js';
import { completeOptions } from '../../../harness/options/schema.js';
import { readHistory } from '../../../harness/store/history-reader.js';
import { readJournal } from '../../../harness/store/journal-reader.js';

// Seen from dist/test/harness/explanations.
const file = (name: string): string =>
  fileURLToPath(new URL(`../../../../test/harness/explanations/late-send/${name}.ndjson`, import.meta.url));

test('a request that left late is found: the node had the value and did not show it', async (t) => {
  const history = await readHistory(file('history'));
  const evidence = {
    history,
    workload: setFull(history, 'broadcast'),
    options: completeOptions({ workload: 'broadcast', nodes: ['n1'] }),
  };
  const [finding, ...others] = await findMissing(evidence, readJournal(file('journal')));
  t.deepEqual(others, []);
  t.like(finding, { kind: 'lost', value: 7, node: 'n1', operations: [0, 2] });
  t.like(finding?.story, {
    kind: 'not-shown',
    arrival: { at: 1_004_100_000, carry: { id: 0, src: 'c2', dest: 'n1' } },
    killedAt: undefined,
    readAt: 2_000_000_000,
  });
  t.deepEqual(
    (await explainValues(evidence, readJournal(file('journal')))).map(({ text }) => text),
    [
      'value 7 is missing at n1: n1 took it from c2 at 1.00 s, and did not show it at 2.00 s: the node lost or withheld it',
    ],
  );
});
