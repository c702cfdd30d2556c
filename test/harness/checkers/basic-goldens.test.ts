/**
 * Holds the checkers of echo, unique-ids, broadcast, g-set and the counters, with stats and availability, against what
 * Maelstrom's own said of the same histories, figure by figure.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import test from 'ava';
import {
  availability,
  type Checker,
  counter,
  echoChecker,
  type WorkloadFigures,
  setFull,
  stats,
  uniqueIds,
} from '../../../harness/checkers/index.js';
import { canonicalJson } from '../../../harness/checkers/json-value.js';
import type { History } from '../../../harness/operations/history.js';

interface Golden {
  readonly note: string;
  readonly history: History;
  readonly expected: {
    readonly valid: WorkloadFigures['valid'];
    readonly result: Figures;
    readonly stats: Figures;
    readonly availability: Figures;
  };
}

type Figures = Readonly<Record<string, unknown>>;

const GOLDENS = new URL('../../../../fixtures/goldens/', import.meta.url);

const CHECKERS: Readonly<Record<string, Checker>> = {
  echo: echoChecker,
  'unique-ids': uniqueIds,
  broadcast: (history) => setFull(history, 'broadcast'),
  'g-set': (history) => setFull(history, 'add'),
  'g-counter': counter,
  'pn-counter': counter,
};

/** Where we mean to differ from Maelstrom: why, and what we say. */
const INTENDED: Readonly<Record<string, { readonly reason: string; readonly ours: Figures }>> = {
  'unique-ids/017-mixed-one': {
    reason: 'Maelstrom throws on comparing a string with an integer; the ids are unique',
    ours: { ...uniqueResult(60), range: null },
  },
  'unique-ids/023-maps': {
    reason: 'Maelstrom throws on comparing objects; the ids are unique',
    ours: { ...uniqueResult(8), range: null },
  },
  'unique-ids/019-int-float-equal': {
    reason: 'JSON.parse reads 3.0 as 3, so the two ids are one before the checker sees them',
    ours: { ...uniqueResult(60), valid: false, duplicated: { 3: 2 }, 'duplicated-count': 1, range: [3, 160] },
  },
  'g-counter/039-nil-final': {
    reason: 'Maelstrom throws on a final read of nil; it shows no sum that the adds allow',
    ours: {
      valid: false,
      errors: [{ op: 87 }],
      'final-reads': [33, 33, null, 33, 33],
      acceptable: [[33, 33]],
    },
  },
  'pn-counter/039-fractional-final': {
    reason: 'Maelstrom throws on a final read of 2.5; it is no sum that the adds allow',
    ours: { valid: false, errors: [{ op: 81 }], 'final-reads': [2.5], acceptable: [[7, 7]] },
  },
};

function uniqueResult(count: number): Figures {
  return {
    valid: true,
    'attempted-count': count,
    'acknowledged-count': count,
    duplicated: {},
    'duplicated-count': 0,
  };
}

for (const [workload, checker] of Object.entries(CHECKERS)) {
  for (const file of readdirSync(new URL(`${workload}/`, GOLDENS)).toSorted()) {
    const name = `${workload}/${file.replace(/\.json(\.gz)?$/, '')}`;
    const golden = read(new URL(`${workload}/${file}`, GOLDENS));
    const intended = INTENDED[name];
    test(`${name}: ${golden.note}${intended === undefined ? '' : ` (disagreement: ${intended.reason})`}`, (t) => {
      const { history, expected } = golden;
      const figures = inGoldenForm(checker(history));
      if (intended === undefined) {
        t.is(figures['valid'], expected.valid);
        t.deepEqual(figures, withoutQuestionMarks(maelstromFigures(expected.result)));
      } else {
        t.deepEqual(figures, intended.ours);
      }
      t.deepEqual(stats(history), withoutQuestionMarks(expected.stats));
      t.deepEqual(availability(history, undefined), withoutQuestionMarks(expected.availability));
    });
  }
}

function read(url: URL): Golden {
  const bytes = readFileSync(url);
  return JSON.parse((url.pathname.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()) as Golden;
}

/** Operations as references, no figures but Maelstrom's, and errors in an order that does not depend on hashing. */
function inGoldenForm(result: WorkloadFigures): Figures {
  const { duplicates: _, 'duplicates-count': __, ...figures } = result;
  return sortErrors(withReferences(figures) as Figures);
}

function withReferences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withReferences);
  if (typeof value !== 'object' || value === null) return value;
  if ('index' in value && 'process' in value) return { op: value.index };
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withReferences(member)]));
}

/** `duplicated-pairs` is `duplicated` once more, with the ids as JSON. */
function maelstromFigures(result: Figures): Figures {
  const { 'duplicated-pairs': _, ...figures } = result;
  return sortErrors(figures);
}

/** Maelstrom lists the errors of echo in the order of a hash map. */
function sortErrors(figures: Figures): Figures {
  const errors = figures['errors'];
  if (!Array.isArray(errors)) return figures;
  return { ...figures, errors: errors.toSorted((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1)) };
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
