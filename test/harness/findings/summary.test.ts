/** The end of a run on one screen. */

import test from 'ava';
import { plain } from '../../../harness/text/colors.js';
import { summary } from '../../../harness/findings/summary.js';
import type { TestInput } from '../../../harness/options/schema.js';
import { runTest } from '../../../harness/run/run-test.js';
import { programFile } from '../../router/programs.js';
import { summaryOf } from './summaries.js';

const SIM: TestInput = { runtime: 'sim', seed: 1, nodes: ['n1', 'n2', 'n3'], rate: 20, 'time-limit': 3 };
const PLACES = { cwd: '/', report: undefined };
const VIEW = { colors: plain, columns: undefined };
/** Of a run in which everything went wrong, from the top to the bottom. */
const SECTIONS =
  'trouble,why,lost,unexpected,operations,latency,values,stable after,msgs-per-op,recovery,note,expected,faults,stored in,report,repeat';

async function shown(input: TestInput, program?: string): Promise<string> {
  const bin = program === undefined ? {} : { bin: programFile(`${program}.js`) };
  return summary(await runTest({ ...SIM, ...bin, ...input }, { store: false }), PLACES, VIEW);
}

/** What follows the name of a line. */
function line(text: string, name: string): string | undefined {
  const start = `  ${name.padEnd(12)} `;
  return text
    .split('\n')
    .find((each) => each.startsWith(start))
    ?.slice(start.length);
}

test('a valid run: counts, latencies, messages, recovery, and how to repeat it', async (t) => {
  const text = await shown({ workload: 'broadcast', expect: ['msgs-per-op<30'] });
  t.regex(text, /^broadcast, 3 nodes, sim runtime: VALID\n/);
  t.regex(line(text, 'operations') ?? '', /^\d+: \d+ ok, 0 fail, 0 info \(availability 1\)$/);
  t.regex(
    line(text, 'latency') ?? '',
    /^p50 [\d.]+ ms, p95 [\d.]+ ms, p99 [\d.]+ ms, max [\d.]+ ms \(p95 of broadcast [\d.]+ ms, read [\d.]+ ms\)$/,
  );
  t.regex(line(text, 'values') ?? '', /^\d+ stable, 0 lost, 0 never read, \d+ stale for a while$/);
  t.regex(line(text, 'stable after') ?? '', /^p50 \d+ ms, p95 \d+ ms, p99 \d+ ms, max \d+ ms$/);
  t.regex(line(text, 'msgs-per-op') ?? '', /^[\d.]+ between nodes \(\d+ messages; with clients [\d.]+\)$/);
  t.regex(line(text, 'expected') ?? '', /^msgs-per-op < 30: met \([\d.]+\)$/);
  t.regex(line(text, 'recovery') ?? '', /^all nodes agree [\d.]+ s after load and faults ended$/);
  t.is(
    line(text, 'repeat'),
    "eddy test --workload broadcast --runtime sim --nodes n1,n2,n3 --time-limit 3 --rate 20 --expect 'msgs-per-op<30' --seed 1",
  );
  t.regex(text, /\n {15}\(the same run, byte for byte\)\n$/);
  for (const name of ['lost', 'trouble', 'note', 'unexpected', 'duplicates', 'faults', 'stored in'])
    t.is(line(text, name), undefined);
});

test('an invalid run says which values are lost, ten of them at most', async (t) => {
  const text = await shown({ workload: 'broadcast' }, 'forgets-to-forward');
  t.regex(text, /: INVALID\n/);
  t.regex(line(text, 'lost') ?? '', /^\d+(, \d+){9}, and \d+ more$/);
  t.is(line(text, 'recovery'), 'nodes still differ 10 s after load and faults ended');
});

test('replies that no client expects are told with an example, and what never succeeded by name', async (t) => {
  const text = await shown({ workload: 'broadcast' }, 'wrong-reply-type');
  t.regex(
    line(text, 'unexpected') ?? '',
    /^n1 and 2 other nodes sent \d+ malformed replies to read: type is "read", expected "read_ok", such as /,
  );
  t.regex(text, /\n {15}no read ever succeeded\n/);
  t.notRegex(text, /no broadcast ever/);
});

test('values that were shown more than once are counted', async (t) => {
  const text = await shown({ workload: 'broadcast' }, 'double-counts');
  t.regex(text, /: VALID\n/);
  t.regex(line(text, 'duplicates') ?? '', /^\d shown more than once by some read$/);
});

test('mismatches of echo and ids that were given twice', async (t) => {
  t.regex(
    line(await shown({ workload: 'echo' }, 'echo-wrong'), 'mismatches') ?? '',
    /^.*expected an echo of .*, got /,
  );
  const ids = line(await shown({ workload: 'unique-ids' }, 'duplicate-ids'), 'ids') ?? '';
  t.regex(ids, /^\d+ acknowledged, \d+ given more than once$/);
});

test('errors of logs are told by name, with their number and an example in words; that no crash succeeds goes without saying', async (t) => {
  const text = await shown({ workload: 'kafka', rate: 100, 'time-limit': 30 }, 'kafka-doubles');
  t.regex(
    line(text, 'duplicate') ?? '',
    /^\d+ ×, such as: message \d+ of key "\d+" is at several offsets: \d+ and \d+$/,
  );
  t.notRegex(text, /no crash ever/);
});

test('messages that nobody read are counted by the sentence itself', async (t) => {
  const text = await shown({ workload: 'kafka', rate: 100 }, 'kafka-loses-sends');
  t.regex(line(text, 'unseen') ?? '', /^\d+ acknowledged messages were never read, of key "/);
});

test('an availability that was not met is told with what was demanded', async (t) => {
  const faults = [{ at: 0.5, do: 'pause n1' }];
  const text = await shown({ workload: 'echo', availability: 'total', faults });
  t.regex(line(text, 'operations') ?? '', /\(availability 0\.\d+, expected total\)$/);
});

test('a fault that nothing ended lasts to the end', async (t) => {
  const text = await shown({ workload: 'echo', faults: [{ at: 0.5, do: 'slow n1 10' }] });
  t.is(line(text, 'faults'), 'from 0.5 s on slow n1 10 times');
});

test('a run without operations has messages, but none per operation', async (t) => {
  t.is(line(await shown({ workload: 'echo', rate: 0 }), 'messages'), '6, no operations');
});

test('the page of a run is named where there is one, beside the folder', async (t) => {
  const run = {
    ...(await runTest({ ...SIM, workload: 'echo' }, { store: false })),
    folder: '/here/store/echo/1',
  };
  const places = { cwd: '/here', report: '/here/store/echo/1/report.html' };
  const text = summary(run, places, VIEW);
  t.regex(text, /\n {2}stored in {4}store\/echo\/1\n {2}report {7}store\/echo\/1\/report\.html\n {2}repeat /);
});

test('a run in which everything went wrong fits on a screen, and what went wrong comes first', async (t) => {
  const run = await runTest({ ...SIM, workload: 'broadcast' }, { store: false });
  const count = <T>(length: number, make: (i: number) => T): readonly T[] =>
    Array.from({ length }, (_, i) => make(i));
  const text = 'a long story '.repeat(9);
  const example = {
    ...run.history[0],
    exception: { name: 'Error', message: text },
  };
  const results = {
    ...run.results,
    valid: false,
    workload: { ...run.results.workload, 'lost-count': 90, lost: count(90, (i) => `value ${i}`) },
    explanations: count(90, (i) => ({
      kind: 'lost',
      value: i,
      node: 'n1',
      text: `${i} ${text}`,
      messages: [],
      operations: [],
    })),
    exceptions: {
      valid: false,
      exceptions: count(9, () => ({ count: 1, class: 'Error', example })),
    },
    thresholds: count(9, (i) => ({
      expect: 'lost-count = 0',
      valid: i > 4,
      actual: 90,
      problem: 'over by 90',
    })),
    faults: count(99, (i) => ({ fault: `kind ${i % 9}`, text, from: i, to: i + 1 })),
    diagnostics: count(25, (i) => ({ node: `n${i}`, kind: 'not-json', count: i, first: [] })),
    interrupted: true,
  };
  const crashed = count(25, (i) => `n${i}`);
  const bad = { ...run, folder: '/here/store', summary: { ...summaryOf(results, run.options), crashed } };
  const places = { cwd: '/here', report: '/here/store/report.html' };
  for (const columns of [undefined, 200, 80]) {
    const lines = summary(bad, places, { ...VIEW, columns })
      .split('\n')
      .slice(0, -1);
    t.true(lines.length <= 24, `${lines.length} lines in ${columns} columns`);
    for (const each of lines) t.true(each.length <= (columns ?? Infinity), each);
    const names = lines.map((each) => /^ {2}(.{12}) /.exec(each)?.[1]?.trim() ?? '');
    t.deepEqual([...new Set(names)].filter((name) => name !== '').join(), SECTIONS);
  }
  t.regex(
    summary(bad, places, VIEW),
    /^broadcast, .*: INVALID \(n0, n1, n2, n3, n4 and 20 more crashed\)\n {2}trouble .*\n {2}why /,
  );
});

test('a title that is too wide for the terminal is told in parts', async (t) => {
  const run = await runTest({ ...SIM, workload: 'echo' }, { store: false });
  const crashed = { ...run, summary: { ...run.summary, crashed: ['n1'] } };
  const lines = summary(crashed, PLACES, { ...VIEW, columns: 32 }).split('\n');
  t.deepEqual(lines.slice(0, 2), ['echo, 3 nodes, sim runtime:', 'VALID (n1 crashed)']);
});
