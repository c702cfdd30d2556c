/** JUnit's XML, as CI servers read it: a suite for each file. Written at the end, since the counts come first. */

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
  const text = escaped(`${file}:${line}\n${problem}`);
  return `${start}>\n      <failure message="${attribute(summary)}">${text}</failure>\n    </testcase>\n`;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What XML 1.0 has no way to write, not even escaped, is left out. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll(/[&<>"]/g, (char) => ENTITIES[char] ?? '');
}

/** In an attribute a reader would make spaces of line ends and tabs. */
function attribute(text: string): string {
  return escaped(text).replaceAll(/[\t\n\r]/g, (char) => `&#${char.charCodeAt(0)};`);
}
