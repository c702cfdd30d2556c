/** A run as JUnit's XML: one suite, a test case for each part of the verdict. What nobody could decide is an error. */

import { type JUnitCase, junitXml } from '../picture/junit-xml.js';
import { printable } from '../printable.js';
import type { RunPart, RunReport } from './run-report.js';

export function junit({ title, subject, parts }: RunReport): Generator<string> {
  const cases = parts.map((part) => testCase(part, `eddy.${subject}`));
  return junitXml('eddy', [{ name: printable(title), cases }]);
}

function testCase({ name, valid, reason }: RunPart, classname: string): JUnitCase {
  const [message = ''] = reason.split('\n');
  return {
    classname: printable(classname),
    name: printable(name),
    ...(valid !== true && {
      problem: {
        kind: valid === 'unknown' ? 'error' : 'failure',
        message: printable(message),
        text: reason.split('\n').map(printable).join('\n'),
      },
    }),
  };
}
