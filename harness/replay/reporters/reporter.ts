/** What a reporter is told: one entry for each run of a fixture, in the order of the files. */

import type { ChalkInstance } from '../../text/colors.js';

export interface Entry {
  /** As it was found: relative where the path that was given is. */
  readonly file: string;
  /** Where the case begins, or the mistake of a file that cannot be read is. */
  readonly line: number;
  /** The fixture's name, with the runtime or the seed where there are several. */
  readonly title: string;
  /** Updated: it did not pass, and its file now expects what came. */
  readonly status: 'passed' | 'failed' | 'updated';
  readonly durationMs: number;
  /** Of one that did not pass: what was expected and what came, in lines for a person. */
  readonly problem?: string;
}

/** The updated ones are among the passed. */
export interface ReplaySummary {
  readonly passed: number;
  readonly failed: number;
  readonly updated: number;
  /** Fixtures that were not played because the replay was interrupted; absent if it was not. */
  readonly left?: number;
  readonly durationMs: number;
}

export interface Reporter {
  begin(total: number): void;
  entry(entry: Entry): void;
  end(summary: ReplaySummary): void;
}

/** Where a reporter writes, and in which colours. */
export interface ReporterOutput {
  readonly write: (text: string) => void;
  readonly colors: ChalkInstance;
}

export type ReporterFactory = (output: ReporterOutput) => Reporter;
