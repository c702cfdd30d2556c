/** What went wrong in a run, from its results: each thing in words, with the operations and messages that it is about. */

import { describe } from '../../router/index.js';
import type { Results } from '../analysis.js';
import { printExact } from '../exact-json.js';
import type { ValueExplanation } from '../explanations/index.js';
import type { Operation } from '../history.js';
import { type KeyResult, reasonOf } from '../explanations/key-reason.js';
import type { Finding } from './report-data.js';

/** Of each kind; how many more there are is told. */
const SHOWN = 12;

/** Most important first. `results` may be of a run that was broken off. */
export function findingsOf(results: Partial<Results>): readonly Finding[] {
  const { workload = { valid: true } } = results;
  return [
    ...runErrors(results),
    ...explained(results.explanations ?? [], 'lost'),
    ...lostValues(workload, results.explanations ?? []),
    ...keys(workload),
    ...anomalies(workload),
    ...logErrors(workload),
    ...duplicatedIds(workload),
    ...mismatches(workload),
    ...parts(results),
    ...thresholds(results),
    ...troubles(results),
    ...explained(results.explanations ?? [], 'late'),
  ];
}

type Figures = Readonly<Record<string, unknown>>;

function runErrors({ error }: Partial<Results>): Finding[] {
  return error === undefined ? [] : [{ kind: 'run', text: String(error) }];
}

function explained(explanations: readonly ValueExplanation[], wanted: string): Finding[] {
  return explanations
    .filter(({ kind }) => kind === wanted)
    .map(({ kind, text, messages, operations, value }) => ({
      kind,
      text,
      messages,
      operations,
      value: printExact(value),
    }));
}

/** Those that nothing explains: there may be thousands. */
function lostValues({ lost }: Figures, explanations: readonly ValueExplanation[]): Finding[] {
  if (!Array.isArray(lost) || lost.length === 0) return [];
  const known = new Set(
    explanations.filter(({ kind }) => kind === 'lost').map(({ value }) => printExact(value)),
  );
  const others = lost.map(printExact).filter((text) => !known.has(text));
  if (others.length === 0) return [];
  const shown = others.slice(0, 100).join(', ');
  const more = others.length > 100 ? `, and ${others.length - 100} more` : '';
  const text = `${others.length} ${known.size > 0 ? 'more ' : ''}${others.length === 1 ? 'value' : 'values'} lost: ${shown}${more}`;
  return [{ kind: 'lost', text, ...(others.length === 1 && { value: others[0] }) }];
}

function keys({ results, failures }: Figures): Finding[] {
  if (typeof results !== 'object' || results === null || !Array.isArray(failures)) return [];
  return Object.entries(results as Record<string, KeyResult>)
    .filter(([, { valid }]) => valid !== true)
    .slice(0, SHOWN)
    .map(([key, result]) => {
      const { fragment, op, invoke } = result;
      const what = result.valid === false ? 'is not linearizable' : 'could not be judged';
      const steps = (fragment?.operations ?? []).map(
        ({ index, time, process, type, f, value }) =>
          `${index}  ${(time / 1e9).toFixed(3)} s  process ${process}  ${type} ${f} ${printExact(value)}`,
      );
      const text = [`key ${key} ${what}: ${reasonOf(result)}`, ...steps].join('\n');
      const involved = [
        ...(fragment?.operations ?? []),
        ...(op === undefined ? [] : [op]),
        ...(invoke === undefined ? [] : [invoke]),
      ];
      return { kind: 'linearizability', text, operations: indices(involved) };
    });
}

function anomalies({ anomalies: found, 'anomaly-counts': counts = {} }: Figures): Finding[] {
  return Object.entries((found ?? {}) as Readonly<Record<string, readonly unknown[]>>).flatMap(
    ([type, examples]) => {
      const count = (counts as Readonly<Record<string, number>>)[type] ?? examples.length;
      return examples.slice(0, SHOWN).map((example, i) => {
        const {
          text,
          cycle = [],
          txns = [],
          op,
        } = (example ?? {}) as {
          readonly text?: string;
          readonly cycle?: readonly Operation[];
          readonly txns?: readonly Operation[];
          readonly op?: Operation;
        };
        const which = examples.length === 1 && count === 1 ? type : `${type} (${i + 1} of ${count})`;
        const words = text ?? printExact(example).slice(0, 2000);
        return {
          kind: 'anomaly',
          text: words.includes('\n') ? `${which}\n${words}` : `${which}: ${words}`,
          operations: indices([...cycle, ...txns, ...(op === undefined ? [] : [op])]),
        };
      });
    },
  );
}

/** Of kafka: by the error's name. */
function logErrors(workload: Figures): Finding[] {
  const { 'bad-error-types': types = [] } = workload as { readonly 'bad-error-types'?: readonly string[] };
  return types.flatMap((type) => {
    const { count, errs, text } = (workload[type] ?? {}) as {
      readonly count?: number;
      readonly errs?: readonly { readonly text?: string; readonly op?: Operation }[] | true;
      readonly text?: string;
    };
    if (!Array.isArray(errs)) return [{ kind: 'log', text: `${type}: ${text ?? ''}` }];
    return (errs as readonly Figures[]).slice(0, SHOWN).map((example, i) => ({
      kind: 'log',
      text: `${type} (${i + 1} of ${count ?? errs.length}): ${String(example['text'] ?? printExact(example).slice(0, 500))}`,
      operations: indices(operationsIn(example)),
      ...(example['value'] !== undefined && { value: printExact(example['value']) }),
    }));
  });
}

function duplicatedIds({ duplicated, 'duplicated-count': count }: Figures): Finding[] {
  if (typeof count !== 'number' || count === 0) return [];
  return Object.entries((duplicated ?? {}) as Readonly<Record<string, number>>)
    .slice(0, SHOWN)
    .map(([id, times]) => ({ kind: 'duplicate', text: `the id ${id} was given ${times} times`, value: id }));
}

/** Of echoes and counters. */
function mismatches({ errors }: Figures): Finding[] {
  if (!Array.isArray(errors)) return [];
  return errors.slice(0, SHOWN).map((error: unknown) => {
    const [operation] = operationsIn({ error });
    const text =
      operation === undefined
        ? `mismatch: ${Array.isArray(error) ? error.map((each) => (typeof each === 'string' ? each : printExact(each))).join(' ') : printExact(error)}`
        : `${operation.f} of process ${operation.process} showed ${printExact(operation.value)}, which the operations do not allow`;
    return {
      kind: 'mismatch',
      text: text.slice(0, 2000),
      operations: indices(operation === undefined ? [] : [operation]),
    };
  });
}

/** What checkers say that are the same for all workloads. */
function parts({ workload, stats, availability, exceptions }: Partial<Results>): Finding[] {
  const found: Finding[] = [];
  if (workload?.['error'] !== undefined)
    found.push({ kind: 'checker', text: `checker: ${String(workload['error'])}` });
  for (const [f, { valid }] of Object.entries(
    (stats?.['by-f'] ?? {}) as Record<string, { readonly valid: unknown }>,
  ))
    if (valid === false) found.push({ kind: 'operations', text: `no ${f} ever succeeded` });
  if (availability?.valid === false)
    found.push({
      kind: 'availability',
      text: `availability ${String(availability['ok-fraction'])} is below what was demanded`,
    });
  const thrown = (exceptions?.['exceptions'] ?? []) as readonly {
    readonly count: number;
    readonly example: Operation;
  }[];
  for (const { count, example } of thrown) {
    const text = `unexpected (${count} times): ${example.exception?.message ?? ''}`;
    found.push({ kind: 'exception', text, operations: indices([example]) });
  }
  return found;
}

function thresholds({ thresholds: judged = [] }: Partial<Results>): Finding[] {
  return judged
    .filter(({ valid }) => !valid)
    .map(({ expect, problem, actual }) => ({
      kind: 'threshold',
      text: `expected ${expect}: not met, ${problem ?? ''}${actual === undefined ? '' : ` (${actual})`}`,
    }));
}

function troubles({ diagnostics = [] }: Partial<Results>): Finding[] {
  return diagnostics.map(({ node, kind, count, first }) => {
    const [example] = first;
    const times = count === 1 ? '' : ` (${count} times)`;
    return {
      kind: 'trouble',
      text: `${node}: ${kind}${times}${example === undefined ? '' : `\n${describe(example)}`}`,
    };
  });
}

function indices(operations: readonly Operation[]): readonly number[] {
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
