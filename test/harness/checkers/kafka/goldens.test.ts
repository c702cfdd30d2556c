/**
 * Holds the checker of kafka, with stats and availability, against what Maelstrom's own said of the same histories: the
 * verdict, the errors, how often each occurred, and the examples where all of them are listed.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import test from 'ava';
import { availability, kafka, stats } from '../../../../harness/checkers/index.js';
import { canonicalJson } from '../../../../harness/checkers/json-value.js';
import type { History } from '../../../../harness/operations/history.js';

type Figures = Readonly<Record<string, unknown>>;

interface Golden {
  readonly note: string;
  readonly history: History;
  readonly expected: { readonly result: Figures; readonly stats: Figures; readonly availability: Figures };
}

/** Where Maelstrom has no verdict since its checker throws: why, and ours. */
const INTENDED: Readonly<
  Record<string, { readonly reason: string; readonly valid: boolean; readonly bad: readonly string[] }>
> = {
  '019-open': {
    reason: 'what a send that is still open has sent may be read',
    valid: true,
    bad: [],
  },
  '051-unknown-value': {
    reason: 'reading what nobody sent is an error, not a puzzle',
    valid: false,
    bad: ['no-writer-of-value'],
  },
  '099-random-5': {
    reason: 'reading what nobody sent is an error, not a puzzle',
    valid: false,
    bad: ['no-writer-of-value'],
  },
  '105-real-kafka-local-broken-0-200': {
    reason: 'a key may be shown without messages',
    valid: false,
    bad: ['inconsistent-offsets', 'lost-write', 'unseen'],
  },
  '109-empty-poll-key': { reason: 'a key may be shown without messages', valid: true, bad: [] },
};

const GOLDENS = new URL('../../../../../fixtures/goldens/kafka/', import.meta.url);

for (const file of readdirSync(GOLDENS).toSorted()) {
  const name = file.replace(/\.json(\.gz)?$/, '');
  const golden = read(new URL(file, GOLDENS));
  const intended = INTENDED[name];
  test(`${name}: ${golden.note}${intended === undefined ? '' : ` (disagreement: ${intended.reason})`}`, (t) => {
    const { history, expected } = golden;
    const result = kafka(history);
    if (intended === undefined) {
      t.deepEqual(comparable(result), comparable(withoutQuestionMarks(expected.result)));
    } else {
      t.is(expected.result['valid?'], 'unknown');
      t.like(result, { valid: intended.valid, 'bad-error-types': [...intended.bad] });
    }
    t.deepEqual(stats(history), withoutQuestionMarks(expected.stats));
    t.deepEqual(availability(history, undefined), withoutQuestionMarks(expected.availability));
  });
}

test('each intended disagreement is about a case that is there', (t) => {
  const names = new Set(readdirSync(GOLDENS).map((file) => file.replace(/\.json(\.gz)?$/, '')));
  for (const name of Object.keys(INTENDED)) t.true(names.has(name), name);
});

function read(url: URL): Golden {
  const bytes = readFileSync(url);
  return JSON.parse((url.pathname.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()) as Golden;
}

/** Which of many examples are listed, and in which order, depends on hashing there; a cycle is told in words of our own. */
function comparable(result: object): Figures {
  return Object.fromEntries(
    Object.entries(result).map(([name, figure]) => {
      const { count, errs } = (figure ?? {}) as { count?: number; errs?: unknown };
      if (count === undefined) return [name, inGoldenForm(figure)];
      const all = Array.isArray(errs) && errs.length === count && !/cycle|^G1c/.test(name);
      return [
        name,
        { count, errs: all ? errs.map((error) => canonicalJson(inGoldenForm(error))).toSorted() : null },
      ];
    }),
  );
}

/** Operations as references, and no sentences. */
function inGoldenForm(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inGoldenForm);
  if (typeof value !== 'object' || value === null) return value;
  if ('index' in value && 'process' in value) return { op: value.index };
  const { text: _, ...rest } = value as Figures;
  return Object.fromEntries(Object.entries(rest).map(([key, each]) => [key, inGoldenForm(each)]));
}

/** `valid?` is `valid` with us. */
function withoutQuestionMarks(figures: Figures): Figures {
  const renamed: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(figures)) {
    const nested = key === 'by-f' || (value !== null && typeof value === 'object' && 'valid?' in value);
    renamed[key === 'valid?' ? 'valid' : key] = nested ? withoutQuestionMarks(value as Figures) : value;
  }
  return renamed;
}
