/** What the checkers of transactions share: the order of processes and the clock, the search for cycles, the verdict. */

import { existing } from '../../errors/existing.js';
import { type CycleAnomalies, cycleAnomalies } from './cycle-anomalies.js';
import { type Explain, explainCycle } from './explanation.js';
import type { Findings } from './findings.js';
import { GraphBuilder } from './graph.js';
import { prohibited, ruledOut } from './models.js';
import { addProcessOrder, addRealtimeOrder, completedBefore } from './order.js';
import { takeShortcuts } from './shortcuts.js';
import { HistoryError, operationOf, type Transaction } from './transaction.js';
import type { IsolationResult } from './verdict.js';

/** What transactions are held against. */
export interface IsolationOptions {
  /** Names of consistency models; a history must satisfy them all. */
  readonly models: readonly string[];
  /** Give Maelstrom's verdict even where it comes from a defect. */
  readonly quirks?: boolean;
}

export interface Dependencies {
  readonly transactions: readonly Transaction[];
  /** Which kind of dependency gives a pair its label where there are several. */
  readonly priority: readonly number[];
  /** Adds the dependencies that come from what was read and written. */
  readonly add: (graph: GraphBuilder) => void;
  readonly explain: Explain;
}

/** Adds the anomalies that are cycles, and whether there was anything to find one in. */
export function findCycles(dependencies: Dependencies, models: readonly string[], findings: Findings): void {
  const { transactions, priority } = dependencies;
  const builder = new GraphBuilder(transactions.length);
  dependencies.add(builder);
  addOrder(transactions, models, builder);
  const graph = builder.build();
  if (graph.targets.length === 0) findings.add('empty-transaction-graph', () => true);
  const { cycles, existing: unnamed, abandoned } = cycleAnomalies(graph, priority);
  const precedes = (from: number, to: number): boolean =>
    completedBefore(existing(transactions[from]), existing(transactions[to]));
  for (const cycle of cycles) {
    findings.add(cycle.type, () => ({
      ...explainCycle(takeShortcuts(cycle, precedes), transactions, dependencies.explain),
    }));
  }
  addExisting(unnamed, transactions, findings);
  for (const { type, size, gaveUp } of abandoned) {
    findings.add('cycle-search-timeout', () => ({
      type: 'cycle-search-timeout',
      'anomaly-spec-type': type,
      'scc-size': size,
      'gave-up-on': gaveUp,
    }));
  }
}

/** Real time implies the order of processes, so one of the two is enough; without a model that needs it, none. */
function addOrder(
  transactions: readonly Transaction[],
  models: readonly string[],
  graph: GraphBuilder,
): void {
  const bad = [...prohibited(models)];
  if (bad.some((type) => type.endsWith('-realtime'))) addRealtimeOrder(transactions, graph);
  else if (bad.some((type) => type.endsWith('-process'))) addProcessOrder(transactions, graph);
}

/** That a cycle exists says nothing new about a model that a cycle with a name rules out. */
function addExisting(
  unnamed: CycleAnomalies['existing'],
  transactions: readonly Transaction[],
  findings: Findings,
): void {
  const { not, alsoNot } = ruledOut(findings.types);
  const known = new Set([...not, ...alsoNot]);
  for (const { vertices, ...each } of unnamed) {
    if (known.has(each.not)) continue;
    findings.add(each.type, () => {
      const scc = vertices.map((id) => operationOf(existing(transactions[id])).index);
      return { ...each, scc, 'scc-size': scc.length };
    });
  }
}

/** A checker's result, or what it could not understand. */
export function understood(check: () => IsolationResult): IsolationResult {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof HistoryError)) throw error;
    return { valid: 'unknown', error: error.message, ...error.details };
  }
}
