/** What the workload's own checker found, in detail: keys, anomalies, logs, ids, echoes and counters. */

import { printExact } from '../../node/index.js';
import type { AnomalyFacts, LinearizabilityResult } from '../checkers/index.js';
import { sameJson } from '../checkers/json-value.js';
import { anomalyWords } from '../explanations/anomaly-words.js';
import { reasonOf } from '../explanations/key-reason.js';
import { mismatchText, operationIn } from '../explanations/mismatch.js';
import type { History, Operation } from '../operations/history.js';
import type { Finding } from './finding.js';
import type { CheckerFinding } from './checker-findings.js';
import { operationsOfError, operationsOfExample } from './log-operations.js';

/** Of each kind; how many more there are is told. */
const SHOWN = 12;

export type DetailedKind = 'register' | 'keys' | 'anomalies' | 'log' | 'repeated' | 'mismatches';
type Of<K extends DetailedKind> = Extract<CheckerFinding, { readonly kind: K }>;

export function detailedFindings(finding: Of<DetailedKind>, history: History): readonly Finding[] {
  switch (finding.kind) {
    case 'register':
      return finding.result.valid === true ? [] : [linearizability('the register', finding.result)];
    case 'keys':
      return finding.doubtful.slice(0, SHOWN).map(({ key, result }) => linearizability(`key ${key}`, result));
    case 'anomalies':
      return anomalies(finding, history);
    case 'log':
      return finding.isBad ? logErrors(finding, history) : [];
    case 'repeated':
      return repeatedIds(finding, history);
    case 'mismatches':
      return mismatches(finding, history);
  }
}

function linearizability(subject: string, result: LinearizabilityResult): Finding {
  const { fragment, op, invoke, refusals = [] } = result;
  const what = result.valid === false ? 'is not linearizable' : 'could not be judged';
  const steps = (fragment?.operations ?? []).map(
    ({ index, time, process, type, f, value }) =>
      `${index}  ${(time / 1e9).toFixed(3)} s  process ${process}  ${type} ${f} ${printExact(value)}`,
  );
  const involved = [
    ...(fragment?.operations ?? []),
    ...(op === undefined ? [] : [op]),
    ...(invoke === undefined ? [] : [invoke]),
    ...(refusals[0]?.by === undefined ? [] : [refusals[0].by]),
  ];
  return {
    kind: 'linearizability',
    text: [`${subject} ${what}: ${reasonOf(result)}`, ...steps].join('\n'),
    operations: indices(involved),
  };
}

function anomalies({ counts, examples: byType }: Of<'anomalies'>, history: History): Finding[] {
  return Object.entries(byType).flatMap(([type, examples]) => {
    const count = counts[type] ?? examples.length;
    const shown = examples.slice(0, SHOWN).map((example, i) => {
      const facts: AnomalyFacts = example === true ? {} : example;
      const which = count === 1 ? type : `${type} (${i + 1} of ${count})`;
      const meaning = anomalyWords(type);
      const words = facts.text ?? printExact(example).slice(0, 2000);
      return {
        kind: 'anomaly',
        text: words.includes('\n') ? `${which}: ${meaning}\n${words}` : `${which}: ${words} (${meaning})`,
        operations: indices(involvedIn(facts, history)),
      };
    });
    return [...shown, ...others('anomaly', type, { shown: shown.length, kept: examples.length, all: count })];
  });
}

/** The transactions that an example names; if it names none, those that read its values. */
function involvedIn(facts: AnomalyFacts, history: History): readonly Operation[] {
  const { cycle = [], txns = [], op, key, values = [] } = facts;
  const involved = [...cycle, ...txns, ...(op === undefined ? [] : [op])];
  return involved.length > 0 ? involved : values.flatMap((value) => readOf(key, value, history) ?? []);
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

function logErrors({ type, error }: Of<'log'>, history: History): Finding[] {
  const { count, errs, text } = error;
  if (errs === undefined || errs === true) {
    const operations = indices(operationsOfError(error, history));
    return [{ kind: 'log', text: `${type}: ${text ?? ''}`, ...(operations.length > 0 && { operations }) }];
  }
  const all = count ?? errs.length;
  const shown = errs.slice(0, SHOWN_OF_LOGS).map((example, i) => ({
    kind: 'log',
    text: `${type} (${i + 1} of ${all}): ${example.text ?? printExact(example).slice(0, 500)}`,
    operations: indices(operationsOfExample(example, history)),
  }));
  return [...shown, ...others('log', type, { shown: shown.length, kept: errs.length, all })];
}

/** A line for those of a kind that no finding shows; results.json has the first of them. */
function others(
  kind: string,
  type: string,
  { shown, kept, all }: { readonly shown: number; readonly kept: number; readonly all: number },
): Finding[] {
  if (all <= shown) return [];
  const where =
    kept >= all ? 'in results.json' : kept > shown ? `${kept - shown} of them in results.json` : 'not listed';
  return [{ kind, text: `${type}: ${all - shown} more, ${where}` }];
}

const SHOWN_OF_LOGS = 4;

/** The last of these is the most important: what was lost or made up comes before what was shown out of order. */
const WEIGHTS = [
  'unseen',
  'inconsistent-offsets',
  'duplicate',
  'precommitted-read',
  'G1a',
  'no-writer-of-value',
  'lost-write',
];

/** Errors of logs, the most important first; all other findings stay in their order. */
export function byWeight(a: Of<DetailedKind>, b: Of<DetailedKind>): number {
  return a.kind === 'log' && b.kind === 'log' ? WEIGHTS.indexOf(b.type) - WEIGHTS.indexOf(a.type) : 0;
}

function repeatedIds({ count, ids }: Of<'repeated'>, history: History): Finding[] {
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

function mismatches({ errors, acceptable }: Of<'mismatches'>, history: History): Finding[] {
  return errors.slice(0, SHOWN).map((error, i) => {
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
