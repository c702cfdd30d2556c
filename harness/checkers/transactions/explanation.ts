/** A cycle in words: who wrote what, who read what, which operation completed before which was invoked. */

import { existing } from '../../errors/existing.js';
import { printExact } from '../../../node/index.js';
import type { Operation } from '../../operations/history.js';
import type { FoundCycle } from './cycle-search.js';
import { KIND_BITS, KIND_NAMES, type KindName, PROCESS, REALTIME } from './graph.js';
import { operationOf, type Transaction } from './transaction.js';

/** Why one transaction comes before another. */
export interface Because {
  /** The facts, under Maelstrom's names. */
  readonly step: Readonly<Record<string, unknown>>;
  /** The sentence, for the names that the two have in a cycle. */
  readonly words: (from: string, to: string) => string;
}

/** Why `from` comes before `to` by what they read and wrote; `kind` is ww, wr or rw. */
export type Explain = (from: Transaction, to: Transaction, kind: number) => Because | undefined;

/** Why one transaction of a cycle comes before the next, with Maelstrom's facts beside these. */
export interface CycleStep {
  readonly type: string;
  readonly words?: string | undefined;
  readonly [fact: string]: unknown;
}

export interface ExplainedCycle {
  readonly type: string;
  /** In order; the first again at the end. */
  readonly cycle: readonly Operation[];
  /** Why each comes before the next: `type` is `ww`, `wr`, `rw`, `process` or `realtime`, `words` a sentence without its end. */
  readonly steps: readonly CycleStep[];
  readonly text: string;
}

export function explainCycle(
  { type, vertices, labels }: FoundCycle,
  transactions: readonly Transaction[],
  explain: Explain,
): ExplainedCycle {
  const members = vertices.map((id) => existing(transactions[id]));
  const steps = labels.map((label, i) => {
    const [from, to] = [existing(members[i]), existing(members[i + 1])];
    return { label, because: because(from, to, label, explain) };
  });
  const distinct = [...new Set(members)];
  const nameOf = (i: number): string => `T${distinct.indexOf(existing(members[i])) + 1}`;
  const sentences = steps.map(({ because: { words } }, i) => words(nameOf(i), nameOf(i + 1)));
  const told = sentences.map((words, i) => `${nameOf(i)} before ${nameOf(i + 1)}: ${words}.`);
  return {
    type,
    cycle: members.map(operationOf),
    steps: steps.map(({ label, because: { step } }, i) => ({
      type: kindName(label),
      ...step,
      words: existing(sentences[i]),
    })),
    text: [
      ...distinct.map((transaction, i) => `T${i + 1} = ${describe(transaction)}`),
      ...told,
      `So T1 would have to come before itself (${type}).`,
    ].join('\n'),
  };
}

function because(from: Transaction, to: Transaction, label: number, explain: Explain): Because {
  if (label === REALTIME) return realtime(from, to);
  if (label === PROCESS) return process(from);
  const found = explain(from, to, label);
  if (found === undefined) throw new Error(`no ${kindName(label)} edge from ${from.id} to ${to.id}`);
  return found;
}

function realtime(from: Transaction, to: Transaction): Because {
  const [end, begin] = [operationOf(from), to.invoke];
  return {
    step: { "a'": end, b: begin },
    words: (a, b) =>
      `${a} completed (operation ${end.index}, ${seconds(end)}) before ${b} was invoked (operation ${begin.index}, ${seconds(begin)})`,
  };
}

function process({ process: number }: Transaction): Because {
  return { step: { process: number }, words: (a, b) => `process ${number} did ${a} first and ${b} next` };
}

function describe(transaction: Transaction): string {
  const { index, process: number } = operationOf(transaction);
  return `operation ${index} of process ${number}: ${printExact(transaction.micros)}`;
}

function seconds({ time }: Operation): string {
  return `${(time / 1e9).toFixed(6)} s`;
}

/** The name of a single kind. */
function kindName(kind: number): KindName {
  return existing(KIND_NAMES.find((name) => KIND_BITS[name] === kind));
}
