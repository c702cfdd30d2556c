/**
 * The checker of transactions that read and write registers (docs/transactions.md), after Elle (Kingsbury and Alvaro, VLDB
 * 2020). It infers the order of versions only from transactions that write what they had read, and from unset coming first;
 * values that were written blindly have no known order.
 *
 * Its pinned version takes a read of null for one that says nothing of the next read in the same transaction; here it
 * shows the register unset, as with Jepsen since 0.3.12. It also knows nothing of a transaction whose end is unknown; here one
 * whose write was read has happened.
 *
 * Where Maelstrom calls a history of which it knows nothing invalid, the verdict here is unknown. Reads of values that
 * nobody wrote, or that the reader wrote only later, do not make a history invalid there, and so not here; they are listed
 * in a field of our own, `unjudged`.
 */

import type { History } from '../../operations/history.js';
import { findCycles, type IsolationOptions, understood } from './check.js';
import { Findings } from './findings.js';
import { registerAnomalies } from './rw-register/anomalies.js';
import {
  addRegisterDependencies,
  explainRegisterDependency,
  REGISTER_PRIORITY,
} from './rw-register/dependencies.js';
import { registers } from './rw-register/versions.js';
import { readTransactions } from './transaction.js';
import { caveat, type IsolationResult, reported } from './verdict.js';

/**
 * Checks a history of transactions over registers, whose values are arrays of `["r", key, value]` and `["w", key,
 * value]`. The result is as that of `listAppend`; `unjudged` has what is strange and changes no verdict.
 */
export function rwRegister(history: History, { models, quirks = false }: IsolationOptions): IsolationResult {
  return understood(() => {
    const transactions = readTransactions(history, 'w');
    const findings = new Findings();
    const unjudged = new Findings();
    const all = registers(transactions, findings, quirks);
    registerAnomalies(transactions, all, findings, unjudged, quirks);
    findCycles(
      {
        transactions,
        priority: REGISTER_PRIORITY,
        add: (graph) => addRegisterDependencies(all, graph),
        explain: (from, to, kind) => explainRegisterDependency(from, to, kind, all),
      },
      models,
      findings,
    );
    const result: IsolationResult = reported(findings, models) ?? {
      valid: true,
      'anomaly-types': [],
      anomalies: {},
    };
    return {
      ...result,
      // There any anomaly makes a history invalid, and that there was nothing to look at counts as one.
      ...(quirks && result.valid === 'unknown' && { valid: false }),
      ...unjudgedFindings(unjudged),
      ...caveat(models),
    };
  });
}

function unjudgedFindings(unjudged: Findings): Pick<IsolationResult, 'unjudged'> {
  if (unjudged.types.length === 0) return {};
  return { unjudged: Object.fromEntries(unjudged.types.map((type) => [type, unjudged.examples(type)])) };
}
