/** JUnit's XML: a suite for each file. Written at the end, since the counts come first. */

import { type JUnitCase, junitXml } from '../../picture/junit-xml.js';
import type { ReportEntry, ReporterFactory } from './reporter.js';

export const junit: ReporterFactory = ({ write }) => {
  const entries: ReportEntry[] = [];
  return {
    begin() {},
    entry(entry) {
      entries.push(entry);
    },
    end({ durationMs }) {
      const files = [...new Set(entries.map((entry) => entry.file))];
      const suites = files.map((name) => ({
        name,
        cases: entries.filter((entry) => entry.file === name).map(testCase),
      }));
      for (const line of junitXml('eddy replay', suites, durationMs)) write(`${line}\n`);
    },
  };
};

function testCase({ file, line, title, status, durationMs, problem = '' }: ReportEntry): JUnitCase {
  const [message = ''] = problem.split('\n');
  const text = `${file}:${line}\n${problem}`;
  return {
    classname: file,
    name: title,
    durationMs,
    ...(status === 'failed' && { problem: { kind: 'failure', message, text } }),
  };
}
