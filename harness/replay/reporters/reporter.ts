/** The reporter interface: it gets one entry for each run of a fixture, in the order of the files. */

import type { ChalkInstance } from '../../text/colors.js';

export interface ReportEntry {
  /** The path as found: relative if the given path is. */
  readonly file: string;
  /** The line of the case, or of the error of a file that cannot be read. */
  readonly line: number;
  /** The fixture's name, with the runtime or the seed if there are several. */
  readonly title: string;
  /** Updated: it did not pass, and its file now expects the actual output. */
  readonly status: 'passed' | 'failed' | 'updated';
  readonly durationMs: number;
  /** Of one that did not pass: the expected and the actual output, in lines for a person. */
  readonly problem?: string;
}

/** Passed includes updated. */
export interface ReplaySummary {
  readonly passed: number;
  readonly failed: number;
  readonly updated: number;
  /** Fixtures that were not played because the replay was interrupted; absent if it was not. */
  readonly left?: number;
  readonly durationMs: number;
}

/** Hears what became of each fixture of a replay, in the order of the fixtures. */
export interface Reporter {
  /** Called once, with the number of entries to come. */
  begin(total: number): void;
  /** Called for each case, scenario and file that cannot be read. */
  entry(entry: ReportEntry): void;
  /** Called once, when all is played or the replay was stopped. */
  end(summary: ReplaySummary): void;
}

/** The reporter's output stream, and its colours. */
interface ReporterOutput {
  readonly write: (text: string) => void;
  readonly colors: ChalkInstance;
}

export type ReporterFactory = (output: ReporterOutput) => Reporter;
