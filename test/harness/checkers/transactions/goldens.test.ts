/** Holds the checkers of transactions against what Maelstrom's own said of the same histories. */

import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import test from 'ava';
import {
  availability,
  type IsolationOptions,
  listAppend,
  type IsolationResult,
  rwRegister,
  stats,
} from '../../../../harness/checkers/index.js';
import type { History } from '../../../../harness/operations/history.js';

type Figures = Readonly<Record<string, unknown>>;

interface Golden {
  readonly note: string;
  readonly history: History;
  readonly expected: {
    readonly valid: IsolationResult['valid'];
    readonly models: readonly string[];
    /** Maelstrom gave up a search: what it found of cycles is a matter of luck. */
    readonly 'time-dependent': boolean;
    readonly result: Figures;
    readonly stats: Figures;
    readonly availability: Figures;
  };
}

const GOLDENS = new URL('../../../../../fixtures/goldens/', import.meta.url);

const CHECKERS: Readonly<Record<string, (history: History, options: IsolationOptions) => IsolationResult>> = {
  'txn-list-append': listAppend,
  'txn-rw-register': rwRegister,
};

interface Disagreement {
  readonly reason: string;
  readonly valid: IsolationResult['valid'];
  readonly counts: Figures;
  /** What it is when we are told to behave as Maelstrom does. */
  readonly quirk?: IsolationResult['valid'];
}

const NOBODY_APPENDED = "an element that nobody appended stops Maelstrom's checker; no model allows it";
const NULL_SAYS_SOMETHING =
  'a transaction that read null and then a value disagrees with itself; Maelstrom takes that null for not read yet';
const KNOWS_NOTHING = 'Maelstrom calls a history invalid of which it knows nothing';

/** Where we mean to differ from Maelstrom: why, and what we say. */
const INTENDED: Readonly<Record<string, Disagreement>> = {
  'txn-list-append/035-random-5': {
    reason: NOBODY_APPENDED,
    valid: false,
    counts: { G0: 1, 'garbage-read': 2 },
    quirk: 'unknown',
  },
  'txn-list-append/133-unknown-element-strict-serializable': {
    reason: NOBODY_APPENDED,
    valid: false,
    counts: { 'garbage-read': 1 },
    quirk: 'unknown',
  },
  'txn-rw-register/007-empty': {
    reason: KNOWS_NOTHING,
    valid: 'unknown',
    counts: { 'empty-transaction-graph': 1 },
    quirk: false,
  },
  'txn-rw-register/009-all-info': {
    reason: KNOWS_NOTHING,
    valid: 'unknown',
    counts: { 'empty-transaction-graph': 1 },
    quirk: false,
  },
  'txn-rw-register/029-random-0': {
    reason: NULL_SAYS_SOMETHING,
    valid: false,
    counts: { 'G-single-item-realtime': 1, internal: 1 },
  },
  'txn-rw-register/037-large-2000-stale': {
    reason:
      "Maelstrom's search passes each transaction once, and misses one cycle with a single rw edge beside a longer one with two",
    valid: false,
    counts: { 'G-single-item-realtime': 5 },
  },
};

/** Anomalies that need no search for cycles. */
const WITHOUT_CYCLES =
  /^(duplicate-elements|incompatible-order|internal|future-read|G1a|G1b|dirty-update|lost-update)$/;

for (const [workload, check] of Object.entries(CHECKERS)) {
  for (const file of readdirSync(new URL(`${workload}/`, GOLDENS)).toSorted()) {
    const name = `${workload}/${file.replace('.json.gz', '')}`;
    const { note, history, expected } = read(new URL(`${workload}/${file}`, GOLDENS));
    const { models, result } = expected;
    const intended = INTENDED[name];
    test(`${name}: ${note}${intended === undefined ? '' : ` (disagreement: ${intended.reason})`}`, (t) => {
      const ours = check(history, { models });
      t.is(ours.valid, intended?.valid ?? expected.valid);
      const counts = intended?.counts ?? result['anomaly-counts'] ?? {};
      if (expected['time-dependent']) {
        t.deepEqual(withoutCycles(ours['anomaly-counts']), withoutCycles(counts));
      } else {
        t.deepEqual(ours['anomaly-counts'] ?? {}, counts);
        t.deepEqual(ours['anomaly-types'] ?? [], Object.keys(counts as Figures).toSorted());
      }
      if (intended === undefined) {
        t.deepEqual(
          [ours['not'] ?? [], ours['also-not'] ?? []],
          [result['not'] ?? [], result['also-not'] ?? []],
        );
      } else {
        const quirky = check(history, { models, quirks: true }).valid;
        t.is(quirky, intended.quirk ?? expected.valid);
        t.is(quirky, expected.valid);
      }
      t.deepEqual(stats(history), withoutQuestionMarks(expected.stats));
      t.deepEqual(availability(history, undefined), withoutQuestionMarks(expected.availability));
    });
  }
}

function read(url: URL): Golden {
  return JSON.parse(gunzipSync(readFileSync(url)).toString()) as Golden;
}

function withoutCycles(counts: unknown): Figures {
  return Object.fromEntries(Object.entries(counts as Figures).filter(([type]) => WITHOUT_CYCLES.test(type)));
}

/** `valid?` is `valid` with us. */
function withoutQuestionMarks(figures: Figures): Figures {
  const renamed = JSON.stringify(figures).replaceAll('"valid?"', '"valid"');
  return JSON.parse(renamed) as Figures;
}
