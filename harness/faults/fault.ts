/** A fault as a span of time. */

/** A fault of a run, from its beginning to its end. */
export interface Fault {
  /** `partition`, `pause`, `kill`, `loss`, ... */
  readonly fault: string;
  /** Which one, and what it hit. */
  readonly text: string;
  /** Seconds since the run's zero. */
  readonly from: number;
  /** Absent if it was still in force at the end. */
  readonly to?: number;
}
