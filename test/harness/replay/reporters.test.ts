import test from 'ava';
import * as fc from 'fast-check';
import { parse } from 'yaml';
import { plain } from '../../../harness/text/colors.js';
import { json } from '../../../harness/replay/reporters/json.js';
import { junit } from '../../../harness/replay/reporters/junit.js';
import type { ReportEntry, ReporterFactory } from '../../../harness/replay/reporters/reporter.js';
import { spec } from '../../../harness/replay/reporters/spec.js';
import { tap } from '../../../harness/replay/reporters/tap.js';
import { flawOf } from '../picture/well-formed.js';

function report(factory: ReporterFactory, entries: readonly ReportEntry[]): string {
  let text = '';
  const reporter = factory({
    write: (more) => {
      text += more;
    },
    colors: plain,
  });
  reporter.begin(entries.length);
  for (const entry of entries) reporter.entry(entry);
  const failed = entries.filter((entry) => entry.status === 'failed').length;
  const updated = entries.filter((entry) => entry.status === 'updated').length;
  reporter.end({ passed: entries.length - failed, failed, updated, durationMs: 1234 });
  return text;
}

const ENTRIES: readonly ReportEntry[] = [
  { file: 'a.case', line: 1, title: 'good', status: 'passed', durationMs: 12 },
  {
    file: 'a.case',
    line: 9,
    title: 'bad # one',
    status: 'failed',
    durationMs: 900,
    problem: 'first\n  body.a: expected 1, got "<x>"',
  },
  { file: 'b.case', line: 2, title: 'changed', status: 'updated', durationMs: 1, problem: 'was different' },
];

test('spec lists fixtures under their files, and tells what failed at the end', (t) => {
  t.is(
    report(spec, ENTRIES),
    `a.case
  ✔ good
  ✖ bad # one (0.9 s)

b.case
  ✎ changed

1) a.case:9 bad # one
    first
      body.a: expected 1, got "<x>"

2 passed, 1 failed, 1 updated in 1.2 s
`,
  );
});

test('spec lets nothing that a node printed act on the terminal', (t) => {
  const text = report(spec, [
    { file: 'a', line: 1, title: 'x\u001b[2J', status: 'failed', durationMs: 1, problem: '\u001b]0;y\u0007' },
  ]);
  t.false(text.includes('\u001b') || text.includes('\u0007'));
});

test('tap has its plan, escaped directives, and a YAML block that holds the problem', (t) => {
  const text = report(tap, ENTRIES);
  t.deepEqual(
    text.split('\n').filter((line) => !line.startsWith(' ')),
    [
      'TAP version 14',
      '1..3',
      'ok 1 - a.case: good',
      String.raw`not ok 2 - a.case: bad \# one`,
      'ok 3 - b.case: changed',
      '# 2 passed, 1 failed',
      '',
    ],
  );
  const [block = ''] = text.match(/(?<=\n {2}---\n)[^]*?(?=\n {2}\.\.\.)/g)?.slice(1) ?? [];
  t.deepEqual(parse(block), { duration_ms: 900, at: 'a.case:9', message: ENTRIES[1]?.problem });
});

test('json holds the counts and every entry', (t) => {
  t.deepEqual(JSON.parse(report(json, ENTRIES)), {
    passed: 2,
    failed: 1,
    updated: 1,
    durationMs: 1234,
    entries: ENTRIES,
  });
});

test('junit counts by file, and escapes', (t) => {
  const text = report(junit, ENTRIES);
  t.true(text.includes('<testsuites name="eddy replay" tests="3" failures="1" time="1.234">'));
  t.true(text.includes('<testsuite name="a.case" tests="2" failures="1" time="0.912">'));
  t.true(
    text.includes(
      '<failure message="first">a.case:9\nfirst\n  body.a: expected 1, got &quot;&lt;x&gt;&quot;</failure>',
    ),
  );
  t.true(text.includes('<testcase classname="b.case" name="changed" time="0.001"/>'));
});

test('junit is well formed whatever a node printed', (t) => {
  const nasty = fc.string({ unit: 'binary' }).map((text) => `${text}\u0000\u001b]]><!--&\uFFFE\u0085\t\n"'`);
  // With code units alone, so that lone surrogates come too.
  const units = fc.array(fc.nat(0xffff)).map((all) => String.fromCharCode(...all));
  fc.assert(
    fc.property(fc.oneof(nasty, units), (text) => {
      const entry: ReportEntry = {
        file: text,
        line: 1,
        title: text,
        status: 'failed',
        durationMs: 1,
        problem: text,
      };
      t.is(flawOf(report(junit, [entry])), undefined);
    }),
    { numRuns: 500 },
  );
});

test('what was not played is told by spec, TAP and JSON', (t) => {
  const texts = [spec, tap, json].map((factory) => {
    let text = '';
    const reporter = factory({ write: (more) => (text += more), colors: plain });
    reporter.end({ passed: 2, failed: 0, updated: 0, left: 3, durationMs: 1000 });
    return text;
  });
  t.regex(texts[0] ?? '', /2 passed, 0 failed, 3 not played \(interrupted\) in 1\.0 s/);
  t.regex(texts[1] ?? '', /^Bail out! interrupted: 3 not played$/m);
  t.like(JSON.parse(texts[2] ?? ''), { left: 3 });
});
