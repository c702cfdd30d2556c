/**
 * The checker of kafka: logs that only grow, each message acknowledged at one offset, polls that leave nothing out.
 * After Jepsen's `jepsen.tests.kafka`; docs/workloads.md lists its errors.
 *
 * Intended disagreements with Maelstrom, which throws in these cases and has no verdict: a poll that shows what nobody sent
 * is an error of ours, `no-writer-of-value`; what a send that is still open has sent may be read; a poll may show a key
 * without messages; without any operation the verdict is unknown. Offsets may be as large as they like.
 */

import type { History } from '../../operations/history.js';
import { canonicalJson } from '../json-value.js';
import { cycleErrors } from './cycles.js';
import type { Example } from './finding.js';
import { worstRealtimeLag } from './lag.js';
import { logErrors } from './log-errors.js';
import { buildLogs } from './logs.js';
import type { Transaction } from './message.js';
import { errorsAcross, errorsWithin } from './order-errors.js';
import { readErrors } from './read-errors.js';
import type { KafkaError, KafkaResult } from './result.js';
import { isTransaction, readEvents } from './transactions.js';
import { findUnseen, type Unseen } from './unseen.js';

export { type KafkaError, kafkaErrors, type KafkaExample, type KafkaResult } from './result.js';
export { unfitMessages } from './transactions.js';

/**
 * Checks a history of kafka. Each type of error has its count and some examples; `bad-error-types` are those that
 * make it invalid.
 */
export function kafka(history: History): KafkaResult {
  if (history.every(({ process }) => process === 'nemesis')) {
    return { valid: 'unknown', error: 'no client did anything: nothing was tested' };
  }
  const events = readEvents(history);
  const transactions = events.filter(isTransaction);
  const logs = buildLogs(transactions);
  const cycles = cycleErrors(transactions);
  const findings = {
    ...logErrors(logs),
    ...readErrors(transactions, logs),
    ...errorsWithin(transactions, logs),
    ...errorsAcross(events, logs),
    ...cycles.examples,
  };
  const errors = summarize(findings);
  const unseen = findUnseen(transactions);
  if (unseen !== undefined) errors['unseen'] = unseen;
  if (cycles.noDependencies) errors['empty-transaction-graph'] = { count: 1, errs: true, text: NOTHING };
  const types = Object.keys(errors).toSorted();
  const bad = types.filter((type) => !ALLOWED.test(type));
  return {
    valid: bad.length === 0,
    'bad-error-types': bad,
    'error-types': types,
    'info-txn-causes': causes(transactions),
    'worst-realtime-lag': worstRealtimeLag(events),
    ...errors,
  };
}

const NOTHING = 'no operation that succeeded comes before another: nothing was tested';

/** A transaction may leave messages of others between its own; and orders of writes are not inferred. */
const ALLOWED = /^(int-send-skip|G0.*|PL-1-cycle-exists|strong-PL-1-cycle-exists)$/;

/** Each error with the number of its examples, and the most telling of them. */
function summarize(
  findings: Readonly<Record<string, readonly Example[]>>,
): Record<string, KafkaError | Unseen> {
  const errors: Record<string, KafkaError | Unseen> = {};
  for (const [type, examples] of Object.entries(findings)) {
    if (examples.length > 0) errors[type] = { count: examples.length, errs: mostTelling(type, examples) };
  }
  return errors;
}

const SHOWN = 8;
const SHOWN_OF_LOGS = 32;

/** The longest skips; the furthest steps back; else the first. */
function mostTelling(type: string, examples: readonly Example[]): readonly Example[] {
  if (type === 'inconsistent-offsets' || type === 'duplicate') return examples.slice(0, SHOWN_OF_LOGS);
  const byDelta = (): Example[] => examples.toSorted((a, b) => Number(a['delta']) - Number(b['delta']));
  if (type.endsWith('-skip')) return byDelta().slice(-SHOWN);
  if (type.includes('nonmonotonic')) return byDelta().slice(0, SHOWN);
  return examples.slice(0, SHOWN);
}

/** The different errors of sends and polls whose outcome is unknown. */
function causes(transactions: readonly Transaction[]): unknown[] {
  const byText = new Map<string, unknown>();
  for (const { outcome, completion } of transactions) {
    const { error } = completion;
    if (outcome === 'info' && error !== undefined) byText.set(canonicalJson(error), error);
  }
  return [...byText.values()];
}
