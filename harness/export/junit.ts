/** A run as JUnit's XML: one suite, a test case for each part of the verdict. An unknown result is an error. */

import { type JUnitCase, junitXml } from '../picture/junit-xml.js';
import { printable } from '../text/printable.js';
import type { RunPart, RunReport } from '../findings/run-report.js';

export function junit({ title, subject, parts, repeat }: RunReport): Generator<string> {
  const cases = parts.map((part) => testCase(part, `eddy.${subject}`, repeat));
  return junitXml('eddy', [{ name: printable(title), cases }]);
}

function testCase(
  { name, valid, reason }: RunPart,
  classname: string,
  repeat: string | undefined,
): JUnitCase {
  const [message = ''] = reason.split('\n');
  const lines = [...reason.split('\n'), ...(repeat === undefined ? [] : [`To repeat it: ${repeat}`])];
  return {
    classname: printable(classname),
    name: printable(name),
    ...(valid !== true && {
      problem: {
        kind: valid === 'unknown' ? 'error' : 'failure',
        message: printable(message),
        text: lines.map(printable).join('\n'),
      },
    }),
  };
}
