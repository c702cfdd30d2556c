/**
 * The checker of transactions that read lists and append to them (docs/transactions.md), after Elle (Kingsbury and Alvaro,
 * "Elle: Inferring Isolation Anomalies from Experimental Observations", VLDB 2020).
 *
 * Intended disagreements with Maelstrom: where a read shows an element that nobody appended, its checker breaks and the
 * verdict is unknown. We call that a garbage read, which no model allows. An element of a transaction that is still open
 * at the end breaks it too, though such a transaction may well have happened. Its pinned version takes a read of null for
 * one that says nothing of the next read in the same transaction; here it shows an empty list, as with Jepsen since 0.3.12.
 */

import { printExact } from '../../../node/index.js';
import type { History } from '../../operations/history.js';
import type { JsonMap } from '../json-value.js';
import { findCycles, type IsolationOptions, understood } from './check.js';
import { Findings } from './findings.js';
import { listAnomalies } from './list-append/anomalies.js';
import { addListDependencies, explainListDependency, LIST_PRIORITY } from './list-append/dependencies.js';
import { type ListVersions, listVersions } from './list-append/versions.js';
import { HistoryError, readTransactions } from './transaction.js';
import { caveat, type IsolationResult, reported } from './verdict.js';

/**
 * Checks a history of transactions over lists, whose values are arrays of `["r", key, list]` and `["append", key,
 * element]`. `anomaly-types` names what was found that the models prohibit, `anomalies` has examples of each, `not`
 * the models that the history cannot satisfy.
 */
export function listAppend(history: History, { models, quirks = false }: IsolationOptions): IsolationResult {
  return understood(() => {
    const transactions = readTransactions(history, 'append');
    const keys = listVersions(transactions);
    if (quirks) refuseUnfinishedWriters(keys);
    const findings = new Findings();
    listAnomalies(transactions, keys, findings, quirks);
    findCycles(
      {
        transactions,
        priority: LIST_PRIORITY,
        add: (graph) => addListDependencies(transactions, keys, graph),
        explain: (from, to, kind) => explainListDependency(from, to, kind, keys),
      },
      models,
      findings,
    );
    return { ...(reported(findings, models) ?? { valid: true }), ...caveat(models) };
  });
}

/** Maelstrom's checker stops at an element of which it does not know what became of its transaction. */
function refuseUnfinishedWriters(keys: JsonMap<ListVersions>): void {
  for (const { key, elements, writers } of keys.values()) {
    const place = writers.findIndex((writer) => writer === undefined || writer.transaction.type === 'open');
    if (place >= 0) {
      throw new HistoryError(
        `no completed transaction wrote element ${printExact(elements[place])} of key ${printExact(key)}: Maelstrom gives up here`,
      );
    }
  }
}
