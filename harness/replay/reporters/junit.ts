/** JUnit's XML, as CI servers read it: a suite for each file. Written at the end, since the counts come first. */

import { escapeMarkup } from '../../picture/markup.js';
import type { Entry, ReporterFactory } from './reporter.js';

export const junit: ReporterFactory = ({ write }) => {
  const entries: Entry[] = [];
  return {
    begin() {},
    entry(entry) {
      entries.push(entry);
    },
    end({ failed, durationMs }) {
      const files = [...new Set(entries.map((entry) => entry.file))];
      write('<?xml version="1.0" encoding="UTF-8"?>\n');
      write(
        `<testsuites name="eddy replay" tests="${entries.length}" failures="${failed}" time="${seconds(durationMs)}">\n`,
      );
      for (const file of files)
        write(
          suite(
            file,
            entries.filter((entry) => entry.file === file),
          ),
        );
      write('</testsuites>\n');
    },
  };
};

function suite(file: string, entries: readonly Entry[]): string {
  const failures = entries.filter((entry) => entry.status === 'failed').length;
  const time = entries.reduce((sum, entry) => sum + entry.durationMs, 0);
  return (
    `  <testsuite name="${attribute(file)}" tests="${entries.length}" failures="${failures}" time="${seconds(time)}">\n` +
    `${entries.map(testCase).join('')}  </testsuite>\n`
  );
}

function testCase({ file, line, title, status, durationMs, problem = '' }: Entry): string {
  const start = `    <testcase classname="${attribute(file)}" name="${attribute(title)}" time="${seconds(durationMs)}"`;
  if (status !== 'failed') return `${start}/>\n`;
  const [summary = ''] = problem.split('\n');
  const text = escapeMarkup(`${file}:${line}\n${problem}`);
  return `${start}>\n      <failure message="${attribute(summary)}">${text}</failure>\n    </testcase>\n`;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

/** In an attribute a reader would make spaces of line ends and tabs. */
function attribute(text: string): string {
  return escapeMarkup(text).replaceAll(/[\t\n\r]/g, (char) => `&#${char.charCodeAt(0)};`);
}
