/** For another program: one JSON object with the counts and all entries, written at the end. */

import type { ReportEntry, ReporterFactory } from './reporter.js';

export const json: ReporterFactory = ({ write }) => {
  const entries: ReportEntry[] = [];
  return {
    begin() {},
    entry(entry) {
      entries.push(entry);
    },
    end(summary) {
      write(`${JSON.stringify({ ...summary, entries }, null, 2)}\n`);
    },
  };
};
