/**
 * Holds the checker of lin-kv, with stats and availability, against what Maelstrom's own said of the same histories: the
 * verdict and the keys that fail. Which operation is blamed is up to chance there, the winner of a race of two algorithms.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import test from 'ava';
import {
  availability,
  casRegister,
  linearizableByKey,
  type Result,
  stats,
} from '../../../../harness/checkers/index.js';
import type { History } from '../../../../harness/operations/history.js';

type Figures = Readonly<Record<string, unknown>>;

interface Golden {
  readonly note: string;
  readonly history: History;
  readonly expected: {
    readonly valid: Result['valid'];
    readonly result: { readonly failures: readonly unknown[]; readonly results: Record<string, Figures> };
    readonly stats: Figures;
    readonly availability: Figures;
  };
}

const GOLDENS = new URL('../../../../../fixtures/goldens/lin-kv/', import.meta.url);

for (const file of readdirSync(GOLDENS).toSorted()) {
  const { note, history, expected } = read(new URL(file, GOLDENS));
  test(`${file.replace(/\.json(\.gz)?$/, '')}: ${note}`, (t) => {
    const { valid, failures, results } = linearizableByKey(history, casRegister);
    t.is(valid, expected.valid);
    t.deepEqual(new Set(failures), new Set(expected.result.failures));
    t.deepEqual(
      verdicts(Object.fromEntries(Object.entries(results).map(([key, each]) => [key, { ...each }])), 'valid'),
      verdicts(expected.result.results, 'valid?'),
    );
    t.deepEqual(stats(history), withoutQuestionMarks(expected.stats));
    t.deepEqual(availability(history, undefined), withoutQuestionMarks(expected.availability));
  });
}

function read(url: URL): Golden {
  const bytes = readFileSync(url);
  return JSON.parse((url.pathname.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()) as Golden;
}

function verdicts(results: Record<string, Figures>, field: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(results).map(([key, result]) => [key, result[field]]));
}

/** `valid?` is `valid` with us. */
function withoutQuestionMarks(figures: Figures): Figures {
  return JSON.parse(JSON.stringify(figures).replaceAll('"valid?":', '"valid":')) as Figures;
}
