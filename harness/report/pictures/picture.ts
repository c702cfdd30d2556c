/**
 * What the pictures of violations are drawn from: a part of a report's data, bounded in size. Times are whole nanoseconds
 * since the run's zero; texts are plain, of any origin.
 */

/** How an operation ended; `open`: it did not. */
type End = 'ok' | 'fail' | 'info' | 'open';

/** An operation from its invocation to its completion. */
export interface DrawnOperation {
  /** Of its invocation: the report's tables know it by this number. */
  readonly index: number;
  readonly process: number;
  /** `read 4`, `write 3`: short. */
  readonly label: string;
  readonly begin: number;
  /** Absent if its outcome is unknown, or if it is open: it may take effect at any later time. */
  readonly finish?: number;
  /** The index of its completion, with `finish`: what happened at one time is in the order of indices. */
  readonly completion?: number;
  readonly end: End;
}

/** Why an operation is in a picture of intervals: most are there because they ran at the time. */
export type Part = 'refused' | 'contradicts' | 'source' | 'repeated';

/** Operations of several processes against time. */
export interface IntervalPicture {
  readonly kind: 'intervals';
  readonly title: string;
  /** Sentences; the first says what is wrong. */
  readonly why: readonly string[];
  /** By rising index of the invocation. */
  readonly operations: readonly (DrawnOperation & {
    readonly part?: Part;
    /** What it has to do with the violation, in a few words. */
    readonly note?: string;
    /** Its place in an order that explains all but the refused operation, from 1 on. */
    readonly place?: number;
  })[];
  /**
   * What the register held in that order: each value, and the operation (by its index) after which it did. Empty if nothing is
   * known of it, or if it is no picture of a register.
   */
  readonly held: readonly { readonly value: string; readonly after: number }[];
  /** Operations that are left out. */
  readonly omitted: number;
}

/** Transactions that would have to come before themselves. */
export interface CyclePicture {
  readonly kind: 'cycle';
  readonly title: string;
  readonly why: readonly string[];
  /** In the order of the cycle. */
  readonly transactions: readonly (DrawnOperation & {
    readonly name: string;
    /** Its reads and writes. */
    readonly micros: readonly string[];
  })[];
  /** One for each transaction: why it comes before the next, and the last before the first. */
  readonly edges: readonly { readonly type: string; readonly words: string }[];
}

/** What is wrong with a message of a log. */
export type Flaw = 'lost' | 'skipped' | 'reordered' | 'repeated';

/** One log: offsets against time. */
export interface LogPicture {
  readonly kind: 'log';
  readonly title: string;
  readonly why: readonly string[];
  /** Ascending; what is drawn is the position in this list, since offsets may be sparse. */
  readonly offsets: readonly string[];
  readonly sends: readonly (DrawnOperation & { readonly position: number; readonly flaw?: Flaw })[];
  readonly polls: readonly (DrawnOperation & {
    /** In the order in which it showed them. */
    readonly positions: readonly number[];
    readonly flaw?: Flaw;
    /** Those that it left out. */
    readonly skipped: readonly number[];
  })[];
  readonly omitted: number;
}

/** A counter: what it may show over time, and what was read. */
export interface CounterPicture {
  readonly kind: 'counter';
  readonly title: string;
  readonly why: readonly string[];
  /** From each time on: the sum of what was acknowledged, and the range that adds under way or unknown allow. */
  readonly range: readonly {
    readonly time: number;
    readonly low: number;
    readonly high: number;
  }[];
  /** What the final reads may show. */
  readonly acceptable: readonly (readonly [low: number, high: number])[];
  readonly reads: readonly (DrawnOperation & {
    readonly value: number;
    readonly isFinal: boolean;
    readonly isWrong: boolean;
  })[];
  /** When the run ended. */
  readonly finish: number;
}

export type Picture = IntervalPicture | CyclePicture | LogPicture | CounterPicture;
