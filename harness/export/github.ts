/**
 * The output for GitHub Actions: a step's summary in Markdown, and annotations, which are workflow commands on lines
 * of their own. Text that a node printed is escaped, so that none of it acts as markup or as a command.
 */

import { escapeMarkup } from '../picture/markup.js';
import { printable } from '../text/printable.js';
import type { Validity } from '../checkers/checker.js';
import type { RunReport } from '../findings/run-report.js';
import { shortened } from './message-label.js';

/** A summary may have a mebibyte in all; the part for one item stays far below. */
const SHOWN = 20;
const COLUMNS = 1000;
/** The most lines of a reason after its first. */
const REASONS = 8;
/** GitHub shows at most ten annotations of a kind for each step. */
const MAX_ANNOTATIONS = 10;

export function* githubSummary(report: RunReport): Generator<string> {
  const { title, verdict, valid, parts, figures, thresholds, faults, explanations, warnings, repeat } =
    report;
  yield `### ${MARKS[String(valid)] ?? ''} ${markdown(title)}: ${markdown(verdict)}`;
  yield '';
  const bad = parts.filter((part) => part.valid !== true);
  yield* items(
    bad.flatMap(({ name, valid, reason }) => {
      // Explanations have a section of their own.
      const [first = '', ...more] = reason.split('\n').filter((line) => !explanations.includes(line));
      return [
        `**${markdown(name)}** ${inWords(valid)}: ${markdown(first)}`,
        ...more.slice(0, REASONS).map(markdown),
      ];
    }),
  );
  if (figures.length > 0) {
    yield* table(
      ['', ''],
      figures.map(([name, text]) => [markdown(name), markdown(text)]),
    );
  }
  if (thresholds.length > 0) {
    yield* table(
      ['expected', 'result', ''],
      thresholds.map(({ expect, met, result }) => [
        markdown(expect),
        markdown(result),
        met ? '✅ met' : '❌ not met',
      ]),
    );
  }
  yield* section('Why values are missing', explanations);
  yield* section('Faults', faults);
  yield* section(
    'What nodes did wrong',
    warnings.map(({ title, text }) => `${title}: ${firstLine(text)}`),
  );
  if (repeat !== undefined) {
    const shown = printable(repeat);
    const fence = '`'.repeat(Math.max(3, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length + 1)));
    yield* ['To repeat it:', '', `${fence}sh`, shown, fence, ''];
  }
}

const MARKS: Readonly<Record<string, string>> = { true: '✅', false: '❌', unknown: '❔' };

/** An annotation for each part that is not valid, and for each warning. */
export function githubAnnotations({ title, parts, warnings }: RunReport): readonly string[] {
  const bad = parts.filter(({ valid }) => valid !== true);
  const told = bad.map(({ name, valid, reason }) =>
    annotation(valid === 'unknown' ? 'warning' : 'error', { title: `${title}: ${name}` }, reason),
  );
  const warned = warnings.map(({ title: what, text }) =>
    annotation('warning', { title: `${title}: ${what}` }, text),
  );
  return [...fewOf(told), ...fewOf(warned)];
}

/** A workflow command. */
export function annotation(
  level: 'error' | 'warning',
  properties: Readonly<Record<string, string>>,
  message: string,
): string {
  const told = Object.entries(properties).map(
    ([name, value]) =>
      `${name}=${data(shortened(value, COLUMNS)).replaceAll(':', '%3A').replaceAll(',', '%2C')}`,
  );
  const lines = message
    .split('\n')
    .slice(0, SHOWN)
    .map((line) => shortened(line, COLUMNS));
  return `::${level} ${told.join(',')}::${data(lines.join('\n'))}`;
}

export function fewOf(annotations: readonly string[]): readonly string[] {
  return annotations.slice(0, MAX_ANNOTATIONS);
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** Text that Markdown shows as it is, on one line. */
export function markdown(text: string): string {
  const shown = escapeMarkup(shortened(text.replaceAll(/\s+/g, ' '), COLUMNS));
  return shown.replaceAll(/[\\`*_[\]|~$]/g, (char) => `\\${char}`);
}

export function* table(head: readonly string[], rows: readonly (readonly string[])[]): Generator<string> {
  yield `| ${head.join(' | ')} |`;
  yield `|${head.map(() => ' --- |').join('')}`;
  for (const row of rows) yield `| ${row.join(' | ')} |`;
  yield '';
}

function* section(title: string, lines: readonly string[]): Generator<string> {
  if (lines.length === 0) return;
  yield* [`#### ${title}`, ''];
  yield* items(lines.map(markdown));
}

function* items(lines: readonly string[]): Generator<string> {
  if (lines.length === 0) return;
  for (const line of lines.slice(0, SHOWN)) yield `- ${line}`;
  if (lines.length > SHOWN) yield `- and ${lines.length - SHOWN} more`;
  yield '';
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}

function inWords(valid: Validity): string {
  return valid === 'unknown' ? 'is unknown' : 'failed';
}
