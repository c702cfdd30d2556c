/** JUnit's XML, as CI servers read it: suites of test cases with their counts. The caller decides what a suite is. */

import { escapeMarkup } from './markup.js';

interface JUnitProblem {
  /** `error`: the result is unknown. */
  readonly kind: 'failure' | 'error';
  readonly message: string;
  readonly text: string;
}

export interface JUnitCase {
  readonly classname: string;
  readonly name: string;
  readonly durationMs?: number;
  readonly problem?: JUnitProblem;
}

export interface JUnitSuite {
  readonly name: string;
  readonly cases: readonly JUnitCase[];
}

/** Lines without their ends. A time is written if one is known. */
export function* junitXml(
  name: string,
  suites: readonly JUnitSuite[],
  durationMs?: number,
): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>';
  const all = suites.flatMap(({ cases }) => cases);
  yield `<testsuites name="${attribute(name)}"${counts(all)}${time(durationMs)}>`;
  for (const suite of suites) {
    yield `  <testsuite name="${attribute(suite.name)}"${counts(suite.cases)}${time(total(suite.cases))}>`;
    yield* suite.cases.map(testCase);
    yield '  </testsuite>';
  }
  yield '</testsuites>';
}

function counts(cases: readonly JUnitCase[]): string {
  const of = (kind: JUnitProblem['kind']): number =>
    cases.filter(({ problem }) => problem?.kind === kind).length;
  const errors = of('error');
  return ` tests="${cases.length}" failures="${of('failure')}"${errors === 0 ? '' : ` errors="${errors}"`}`;
}

function testCase({ classname, name, durationMs, problem }: JUnitCase): string {
  const start = `    <testcase classname="${attribute(classname)}" name="${attribute(name)}"${time(durationMs)}`;
  if (problem === undefined) return `${start}/>`;
  const { kind, message, text } = problem;
  const said = `<${kind} message="${attribute(message)}">${escapeMarkup(text)}</${kind}>`;
  return `${start}>\n      ${said}\n    </testcase>`;
}

function total(cases: readonly JUnitCase[]): number | undefined {
  const known = cases.flatMap(({ durationMs }) => (durationMs === undefined ? [] : [durationMs]));
  return known.length === 0 ? undefined : known.reduce((sum, each) => sum + each, 0);
}

function time(milliseconds: number | undefined): string {
  return milliseconds === undefined ? '' : ` time="${(milliseconds / 1000).toFixed(3)}"`;
}

/** A reader would convert line ends and tabs in an attribute to spaces. */
function attribute(text: string): string {
  return escapeMarkup(text).replaceAll(/[\t\n\r]/g, (char) => `&#${char.charCodeAt(0)};`);
}
