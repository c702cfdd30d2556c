/** The checkers of transactions. */

export type { IsolationOptions } from './check.js';
export { listAppend } from './list-append.js';
export { MODEL_NAMES } from './models.js';
export { rwRegister } from './rw-register.js';
export type { Anomaly, AnomalyFacts } from './findings.js';
export type { Anomalies, IsolationResult } from './verdict.js';
