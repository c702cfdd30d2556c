/** What the workload's own checker found, of each kind of checker: keys, anomalies, logs, ids, echoes and counters. */

import { sameJson } from '../checkers/json-value.js';
import { printExact } from '../../node/index.js';
import { anomalyWords } from '../explanations/anomaly-words.js';
import { type KeyResult, reasonOf } from '../explanations/key-reason.js';
import { mismatchText, operationIn } from '../explanations/mismatch.js';
import type { History, Operation } from '../operations/history.js';
import type { Finding } from '../report/report-data.js';

/** Of each kind; how many more there are is told. */
const SHOWN = 12;

type Figures = Readonly<Record<string, unknown>>;

export function workloadFindings(workload: Figures, history: History): readonly Finding[] {
  return [
    ...keys(workload),
    ...anomalies(workload, history),
    ...logErrors(workload),
    ...duplicatedIds(workload, history),
    ...mismatches(workload, history),
  ];
}

function keys(workload: Figures): Finding[] {
  const { results, failures } = workload;
  if (workload['register'] === 'one' && workload['valid'] !== true)
    return [linearizability('the register', workload as unknown as KeyResult)];
  if (typeof results !== 'object' || results === null || !Array.isArray(failures)) return [];
  return Object.entries(results as Record<string, KeyResult>)
    .filter(([, { valid }]) => valid !== true)
    .slice(0, SHOWN)
    .map(([key, result]) => linearizability(`key ${key}`, result));
}

function linearizability(subject: string, result: KeyResult): Finding {
  const { fragment, op, invoke } = result;
  const what = result.valid === false ? 'is not linearizable' : 'could not be judged';
  const steps = (fragment?.operations ?? []).map(
    ({ index, time, process, type, f, value }) =>
      `${index}  ${(time / 1e9).toFixed(3)} s  process ${process}  ${type} ${f} ${printExact(value)}`,
  );
  const involved = [
    ...(fragment?.operations ?? []),
    ...(op === undefined ? [] : [op]),
    ...(invoke === undefined ? [] : [invoke]),
  ];
  return {
    kind: 'linearizability',
    text: [`${subject} ${what}: ${reasonOf(result)}`, ...steps].join('\n'),
    operations: indices(involved),
  };
}

function anomalies(
  { anomalies: found, 'anomaly-counts': counts = {} }: Figures,
  history: History,
): Finding[] {
  return Object.entries((found ?? {}) as Readonly<Record<string, readonly unknown[]>>).flatMap(
    ([type, examples]) => {
      const count = (counts as Readonly<Record<string, number>>)[type] ?? examples.length;
      return examples.slice(0, SHOWN).map((example, i) => {
        const {
          text,
          cycle = [],
          txns = [],
          op,
          key,
          values = [],
        } = (example ?? {}) as {
          readonly text?: string;
          readonly cycle?: readonly Operation[];
          readonly txns?: readonly Operation[];
          readonly op?: Operation;
          readonly key?: unknown;
          readonly values?: readonly unknown[];
        };
        const which = count === 1 ? type : `${type} (${i + 1} of ${count})`;
        const meaning = anomalyWords(type);
        const words = text ?? printExact(example).slice(0, 2000);
        const involved = [...cycle, ...txns, ...(op === undefined ? [] : [op])];
        const operations =
          involved.length > 0 ? involved : values.flatMap((value) => readOf(key, value, history) ?? []);
        return {
          kind: 'anomaly',
          text: words.includes('\n') ? `${which}: ${meaning}\n${words}` : `${which}: ${words} (${meaning})`,
          operations: indices(operations),
        };
      });
    },
  );
}

/** The first transaction that read a key so. */
function readOf(key: unknown, value: unknown, history: History): Operation | undefined {
  return history.find(
    ({ type, value: micros }) =>
      type === 'ok' &&
      Array.isArray(micros) &&
      micros.some(
        (each) =>
          Array.isArray(each) && each[0] === 'r' && sameJson(each[1], key) && sameJson(each[2], value),
      ),
  );
}

/** Of kafka: by the error's name. */
function logErrors(workload: Figures): Finding[] {
  const { 'bad-error-types': types = [] } = workload as { readonly 'bad-error-types'?: readonly string[] };
  return types
    .toSorted((a, b) => weight(b) - weight(a))
    .flatMap((type) => {
      const { count, errs, text } = (workload[type] ?? {}) as {
        readonly count?: number;
        readonly errs?: readonly Figures[] | true;
        readonly text?: string;
      };
      if (!Array.isArray(errs)) return [{ kind: 'log', text: `${type}: ${text ?? ''}` }];
      return (errs as readonly Figures[]).slice(0, SHOWN_OF_LOGS).map((example, i) => ({
        kind: 'log',
        text: `${type} (${i + 1} of ${count ?? errs.length}): ${String(example['text'] ?? printExact(example).slice(0, 500))}`,
        operations: indices(operationsIn(example)),
      }));
    });
}

const SHOWN_OF_LOGS = 4;
/** What was lost or made up comes before what was shown out of order. */
const WEIGHTY = [
  'unseen',
  'inconsistent-offsets',
  'duplicate',
  'precommitted-read',
  'G1a',
  'no-writer-of-value',
  'lost-write',
];

function weight(type: string): number {
  return WEIGHTY.indexOf(type);
}

function duplicatedIds({ duplicated, 'duplicated-count': count }: Figures, history: History): Finding[] {
  if (typeof count !== 'number' || count === 0) return [];
  const ids = Object.entries((duplicated ?? {}) as Readonly<Record<string, number>>);
  return ids.slice(0, SHOWN).map(([id, times], i) => {
    const given = history.filter(
      ({ type, f, value }) => type === 'ok' && f === 'generate' && nameOf(value) === id,
    );
    return {
      kind: 'duplicate',
      text: `the id ${id} was given ${times} times (${i + 1} of ${count} such ids)`,
      operations: indices(given.slice(0, SHOWN)),
    };
  });
}

/** As the checker of unique ids names them. */
function nameOf(id: unknown): string {
  return typeof id === 'string' ? id : printExact(id);
}

/** Of echoes and counters. */
function mismatches({ errors, acceptable }: Figures, history: History): Finding[] {
  if (!Array.isArray(errors)) return [];
  return errors.slice(0, SHOWN).map((error: unknown, i) => {
    const operation = operationIn(error, history);
    const which = errors.length === 1 ? '' : ` (${i + 1} of ${errors.length})`;
    return {
      kind: 'mismatch',
      text: `${mismatchText(error, acceptable)}${which}`,
      operations: indices(operation === undefined ? [] : [operation]),
    };
  });
}

export function indices(operations: readonly Operation[]): readonly number[] {
  return [...new Set(operations.map(({ index }) => index))];
}

/** The operations that stand in an example, one level deep or in lists. */
function operationsIn(example: Figures): readonly Operation[] {
  return Object.values(example)
    .flat()
    .filter(
      (each): each is Operation =>
        typeof each === 'object' && each !== null && 'index' in each && 'process' in each && 'f' in each,
    );
}
