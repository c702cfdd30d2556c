import test from 'ava';
import { repeatCommand } from '../../../harness/options/repeat-command.js';
import { type RunReport, runReport } from '../../../harness/findings/run-report.js';
import { neverSucceeded, summaryOf } from './summaries.js';
import { completeOptions, type TestInput } from '../../../harness/options/schema.js';

const RESULTS = {
  valid: false,
  workload: { valid: true },
  stats: { valid: true, count: 2, 'ok-count': 2, 'fail-count': 0, 'info-count': 0, 'by-f': {} },
  availability: { valid: false, 'ok-fraction': 0.5 },
  exceptions: { valid: true },
  net: { valid: true },
  thresholds: [{ expect: 'lost-count = 0', valid: false, problem: 'this run has no lost-count' }],
};

function reportOf(options: Readonly<Record<string, unknown>>, results: object): RunReport {
  return runReport(summaryOf(results, options));
}

const trouble = (node: string, kind: string): object => ({
  node,
  kind,
  count: 2,
  first: [{ node, kind, what: `${node} did it`, text: 'boom', expected: 'nothing', hint: 'look' }],
});

test('what is not valid says why', (t) => {
  const { valid, parts } = reportOf({ workload: 'echo', availability: 0.9 }, RESULTS);
  t.is(valid, false);
  t.deepEqual(
    parts.filter((part) => part.valid !== true),
    [
      { name: 'availability', valid: false, reason: '0.5 of the operations succeeded, expected 0.9' },
      { name: 'lost-count = 0', valid: false, reason: 'this run has no lost-count' },
    ],
  );
});

test('a node that crashed fails a run that is valid; a bad line does under strict, and else is a warning', (t) => {
  const results = {
    ...RESULTS,
    valid: true,
    diagnostics: [trouble('n1', 'crashed'), trouble('n2', 'not-json')],
  };
  const bad = (strict: boolean): readonly string[] => {
    const { parts, warnings } = reportOf({ workload: 'echo', strict }, results);
    return [...parts.map(({ name }) => name).slice(6), '|', ...warnings.map(({ title }) => title)];
  };
  t.deepEqual(bad(false), ['node n1 crashed', '|', 'n2: not-json × 2']);
  t.deepEqual(bad(true), ['node n1 crashed', 'n2: not-json × 2', '|']);
  const { valid, verdict, parts } = reportOf({}, results);
  t.is(valid, false);
  t.is(verdict, 'VALID (nodes crashed)');
  t.regex(parts.at(-1)?.reason ?? '', /^n1 did it\n {4}boom\n/);
});

const silent = {
  kind: 'silent',
  nodes: ['n1', 'n2'],
  what: 'n1 and n2 sent nothing',
  cure: 'flush',
  count: 3,
  messages: [],
};

test('the cause comes before what never succeeded, and is no warning beside', (t) => {
  const stats = neverSucceeded('echo');
  const { parts, warnings } = reportOf({ workload: 'echo' }, { ...RESULTS, stats, diagnoses: [silent] });
  t.is(
    parts.find(({ name }) => name === 'stats')?.reason,
    'n1 and n2 sent nothing; hint: flush\nno echo ever succeeded',
  );
  t.deepEqual(warnings, []);
});

test('a diagnosis of a run in which all succeeded now and then is a warning', (t) => {
  const { warnings } = reportOf({}, { ...RESULTS, diagnoses: [silent] });
  t.deepEqual(warnings, [{ title: 'n1 and n2: silent × 3', text: 'n1 and n2 sent nothing; hint: flush' }]);
});

test('why a demand was missed is said with it, once', (t) => {
  const remark = (kind: string, what: string) => ({ ...silent, kind, what, nodes: [] });
  const { parts, warnings } = reportOf(
    { workload: 'echo', availability: 0.9 },
    {
      ...RESULTS,
      thresholds: [{ expect: 'msgs-per-op < 2', valid: false, actual: 4, problem: 'over by 2' }],
      diagnoses: [remark('unavailable', 'it was away'), remark('over-limit', 'all gossip')],
    },
  );
  const reason = (wanted: string) => parts.find(({ name }) => name === wanted)?.reason;
  t.is(reason('availability'), 'it was away; hint: flush\n0.5 of the operations succeeded, expected 0.9');
  t.is(reason('msgs-per-op < 2'), 'over by 2 (4)\nall gossip; hint: flush');
  t.deepEqual(warnings, []);
});

test('nodes that crashed in the same way fail a run as one part', (t) => {
  const { parts } = reportOf(
    {},
    { ...RESULTS, diagnostics: [trouble('n1', 'crashed'), trouble('n2', 'crashed')] },
  );
  t.deepEqual(
    parts.map(({ name }) => name).filter((name) => name.endsWith('crashed')),
    ['n1 and n2 crashed'],
  );
});

test('a run that did not come to a verdict is unknown, with its error', (t) => {
  const { valid, parts, figures } = reportOf(
    { workload: 'echo' },
    { valid: 'unknown', error: 'Error: n1 did not start', diagnostics: [] },
  );
  t.is(valid, 'unknown');
  t.deepEqual(parts, [{ name: 'start', valid: 'unknown', reason: 'Error: n1 did not start' }]);
  t.deepEqual(figures, []);
});

test('explanations are told in their own words', (t) => {
  const explanations = [
    { kind: 'lost', value: 7, text: '7 was dropped', messages: [], operations: [] },
    { kind: 'late' },
    null,
  ];
  const workload = { valid: false, 'stable-count': 1, 'lost-count': 1, lost: [7] };
  const report = reportOf({ workload: 'broadcast' }, { ...RESULTS, workload, explanations });
  t.deepEqual(report.explanations, ['7 was dropped']);
  t.regex(report.parts[0]?.reason ?? '', /^lost: 7\n7 was dropped$/);
});

test('the command that repeats a run says what is not the default, ready for a shell', (t) => {
  const stored = (input: TestInput): Readonly<Record<string, unknown>> => ({
    ...completeOptions(input),
    seed: 7,
    eddy: '0.1.0',
  });
  const cases: readonly (readonly [TestInput, string])[] = [
    [{ workload: 'echo' }, 'eddy test --workload echo --seed 7'],
    [{ workload: 'lin-kv', store: '/x', 'test-count': 3 }, 'eddy test --workload lin-kv --seed 7'],
    [
      { workload: 'echo', 'node-count': 3, nodes: ['a'] },
      'eddy test --workload echo --node-count 3 --seed 7',
    ],
    [
      { workload: 'broadcast', expect: ['msgs-per-op<3'], args: ['-v'], nemesis: ['kill', 'loss'] },
      "eddy test --workload broadcast --nemesis kill,loss --expect 'msgs-per-op<3' --seed 7 -- -v",
    ],
  ];
  for (const [input, command] of cases) t.is(repeatCommand(stored(input)), command);
});

test('options of nobody knows which version have no command', (t) => {
  t.is(repeatCommand({}), undefined);
  t.is(repeatCommand({ workload: 'echo', rate: 'fast' }), undefined);
});
