/** Transactions that were not isolated: cycles as graphs, other anomalies as the transactions that they name. */

import type { AnomalyFacts } from '../../checkers/index.js';
import { anomalyWords } from '../../explanations/anomaly-words.js';
import type { CheckerFinding } from '../../findings/checker-findings.js';
import type { Operation, History } from '../../operations/history.js';
import { brief, type Call, callsByIndex, capital, drawn } from './drawn-operation.js';
import type { CyclePicture, IntervalPicture } from './picture.js';

/** Pictures of one run, and transactions in a cycle. */
const MOST_PICTURES = 3;
const MOST_TRANSACTIONS = 12;
const MOST_MICROS = 12;

type Anomalies = Extract<CheckerFinding, { readonly kind: 'anomalies' }>;
type TransactionPicture = CyclePicture | IntervalPicture;

/** The shortest cycle of each kind first, the shortest cycles before longer ones; without cycles, other anomalies. */
export function transactionPictures(
  { examples }: Anomalies,
  history: History,
): readonly TransactionPicture[] {
  const calls = callsByIndex(history);
  const facts = Object.entries(examples).flatMap(([type, all]) => {
    const known = all.filter((each) => each !== true);
    const [shortest] = known.toSorted((a, b) => lengthOf(a) - lengthOf(b));
    return shortest === undefined ? [] : [{ type, example: shortest }];
  });
  const cycles = facts
    .toSorted((a, b) => lengthOf(a.example) - lengthOf(b.example))
    .flatMap(({ type, example }) => cyclePicture(type, example, calls) ?? []);
  const others = facts.flatMap(({ type, example }) => intervalsOf(type, example, calls) ?? []);
  return [...cycles, ...others].slice(0, MOST_PICTURES);
}

function lengthOf({ cycle, txns }: AnomalyFacts): number {
  return cycle?.length ?? txns?.length ?? Infinity;
}

function cyclePicture(
  type: string,
  { cycle = [], steps = [] }: AnomalyFacts,
  calls: ReadonlyMap<number, Call>,
): CyclePicture | undefined {
  const members = cycle.slice(0, -1);
  if (members.length < 2 || members.length > MOST_TRANSACTIONS || steps.length !== members.length)
    return undefined;
  const meaning = anomalyWords(type);
  return {
    kind: 'cycle',
    title: `${type}: ${members.length} transactions in a circle`,
    why: [
      ...(meaning === '' ? [] : [`${capital(meaning)}.`]),
      'Each must come before the next, so the first would have to come before itself.',
    ],
    transactions: members.map((operation, i) => ({
      ...drawn(callOf(operation, calls), `T${i + 1}`),
      name: `T${i + 1}`,
      micros: microsOf(operation),
    })),
    edges: steps.map((step) => ({ type: step.type, words: step.words ?? step.type })),
  };
}

function intervalsOf(
  type: string,
  { cycle, txns = [], op, text = '' }: AnomalyFacts,
  calls: ReadonlyMap<number, Call>,
): IntervalPicture | undefined {
  const named = [...txns, ...(op === undefined ? [] : [op])];
  if (cycle !== undefined || named.length === 0) return undefined;
  const [head = ''] = text.split('\n');
  const meaning = anomalyWords(type);
  return {
    kind: 'intervals',
    title: meaning === '' ? type : `${type}: ${meaning}`,
    why: head === '' ? [] : [`${capital(head)}.`],
    operations: named
      .slice(0, MOST_TRANSACTIONS)
      .toSorted((a, b) => a.index - b.index)
      .map((operation) => ({
        ...drawn(callOf(operation, calls), microsOf(operation).join(', ')),
        part: 'repeated' as const,
      })),
    held: [],
    omitted: Math.max(0, named.length - MOST_TRANSACTIONS),
  };
}

/** Of an operation that the history does not have, that operation alone. */
function callOf(operation: Operation, calls: ReadonlyMap<number, Call>): Call {
  return calls.get(operation.index) ?? { invoke: operation, completion: operation };
}

/** `append 3 to 5`, `read 5: [1, 2]` */
function microsOf({ value }: Operation): readonly string[] {
  if (!Array.isArray(value)) return [brief(value)];
  const micros = value.slice(0, MOST_MICROS).map((micro: unknown) => {
    if (!Array.isArray(micro)) return brief(micro);
    const [f, key, last]: readonly unknown[] = micro;
    if (f === 'r') return `read ${brief(key)}: ${brief(last)}`;
    return f === 'append'
      ? `append ${brief(last)} to ${brief(key)}`
      : `write ${brief(last)} to ${brief(key)}`;
  });
  return value.length > MOST_MICROS ? [...micros, `${value.length - MOST_MICROS} more`] : micros;
}
