/** Programs that do one thing wrong, in a run of their own: what the results, the summary and the report say of it. */

import test from 'ava';
import type { Diagnosis } from '../../../harness/diagnosis/index.js';
import { plain } from '../../../harness/text/colors.js';
import { summary } from '../../../harness/findings/summary.js';
import type { TestInput } from '../../../harness/options/schema.js';
import { recheck } from '../../../harness/verdict/recheck.js';
import { findingsOf } from '../../../harness/findings/findings.js';
import { runTest, type TestRun } from '../../../harness/run/run-test.js';
import type { Trouble } from '../../../router/index.js';
import { programFile } from '../../router/programs.js';
import { folder } from '../folder.js';

const BIN = programFile('misbehaves.js');

/** Three nodes that misbehave in this way. */
function misbehaving(mode: string, input: TestInput, store?: string): Promise<TestRun> {
  const nodes = [1, 2, 3].map((i) => `${mode}-${i}`);
  const options = { bin: BIN, runtime: 'sim', seed: 1, rate: 10, 'time-limit': 3, nodes, ...input } as const;
  return runTest(store === undefined ? options : { ...options, store }, { store: store !== undefined });
}

const CASES: readonly (readonly [mode: string, input: TestInput, kind: Diagnosis['kind'], what: RegExp])[] = [
  [
    'quotes',
    { workload: 'echo' },
    'wrong-reply',
    /2 other nodes sent echo_ok with in_reply_to "1", a string/,
  ],
  [
    'forgets',
    { workload: 'echo' },
    'wrong-reply',
    /2 other nodes sent echo_ok without in_reply_to \(3 replies\)/,
  ],
  ['numbers', { workload: 'echo' }, 'wrong-reply', /2 other nodes sent echo_ok with in_reply_to 101, which/],
  ['refuses', { workload: 'echo' }, 'error-replies', /^all \d+ echo requests got error replies: code 10 /],
  ['error-text', { workload: 'echo' }, 'error-replies', /: code "11", a string, "no"$/],
  [
    'sleeps',
    { workload: 'echo', 'time-limit': 14 },
    'late-reply',
    /^sleeps-1 and 2 other nodes replied to 6 echo/,
  ],
  [
    'mute',
    { workload: 'echo' },
    'silent',
    /^mute-1 and 2 other nodes answered init and sent nothing after that/,
  ],
  ['mute', { workload: 'broadcast' }, 'silent', / answered init and topology and sent nothing after that/],
  [
    'leaves-broadcast',
    { workload: 'broadcast' },
    'unanswered',
    / never answered broadcast \(3 requests\), but /,
  ],
  [
    'waits',
    { workload: 'broadcast' },
    'deadlock',
    /2 other nodes have sent nothing after .* the request tell to /,
  ],
  [
    'storms',
    { workload: 'broadcast', 'time-limit': 1 },
    'storm',
    /^the nodes sent each other [\d,]+ messages in /,
  ],
  [
    'extra',
    { workload: 'echo' },
    'malformed-reply',
    / malformed replies to echo: the field "debug" is not part of /,
  ],
  [
    'dies',
    { workload: 'echo' },
    'crashed',
    /2 other nodes ended by themselves with exit status 1: TypeError: on purpose$/,
  ],
];

for (const [mode, input, kind, what] of CASES) {
  test(`nodes that misbehave (${mode}, ${input.workload ?? ''}) have one diagnosis: ${kind}`, async (t) => {
    const run = await misbehaving(mode, input);
    const { diagnoses = [] } = run.results;
    t.deepEqual(
      diagnoses.map((each) => each.kind),
      [kind],
    );
    t.regex(diagnoses[0]?.what ?? '', what);
    t.is(diagnoses[0]?.nodes.length, 3);
    const text = summary(run, { cwd: '/', report: undefined }, { colors: plain, columns: undefined });
    t.is(text.split(diagnoses[0]?.what ?? '?').length, 2, 'the summary says it once');
    const told = text.indexOf(diagnoses[0]?.what ?? '?');
    t.true(!/ ever succeeded/.test(text.slice(0, told)), 'the cause comes first');
    const findings = findingsOf(run.summary, run.history).filter((finding) =>
      finding.text.includes(diagnoses[0]?.what ?? '?'),
    );
    t.is(findings.length, 1, 'the report says it once');
  });
}

test('nodes that do nothing wrong have no diagnosis, whatever is done to them', async (t) => {
  for (const workload of ['broadcast', 'lin-kv'] as const) {
    const { results } = await runTest(
      {
        workload,
        runtime: 'sim',
        seed: 3,
        'time-limit': 20,
        nemesis: ['partition', 'kill', 'pause'],
        'nemesis-interval': 3,
      },
      { store: false },
    );
    t.deepEqual(results.diagnoses, undefined, workload);
  }
});

test('a run that is checked again has the same diagnoses', async (t) => {
  for (const [mode, workload] of [
    ['quotes', 'echo'],
    ['waits', 'broadcast'],
    ['sleeps', 'echo'],
    ['extra', 'echo'],
  ] as const) {
    const run = await misbehaving(mode, { workload, 'time-limit': 14 }, folder());
    const again = await recheck(run.folder ?? '');
    t.truthy(run.results.diagnoses);
    t.deepEqual(again.results.diagnoses, run.results.diagnoses);
  }
});

test('a set-up that fails says what came instead, and results say it of all nodes', async (t) => {
  const notes: string[] = [];
  const listener = { note: (text: string) => notes.push(text) };
  const nodes = ['topology-1', 'topology-2'];
  await t.throwsAsync(
    runTest({ workload: 'broadcast', bin: BIN, nodes, runtime: 'sim' }, { store: false, listener }),
    {
      message:
        'topology-1 did not answer the set-up of broadcast: no reply from topology-1 to topology within 5000 ms: ' +
        'topology-1 sent topology_ok without in_reply_to; expected in_reply_to 1 (the msg_id of topology)',
    },
  );
  t.is(notes.length, 1);
  t.regex(
    notes[0] ?? '',
    /^topology-1 and topology-2 sent topology_ok without in_reply_to .*; hint: copy msg_id /,
  );
});

const LINES: readonly (readonly [line: string, what: string, cure: RegExp])[] = [
  ['got init', 'not JSON', /^if this is a log line, print it to stderr/],
  ['1', 'no messages: it is not a JSON object', /^if this is a log line, print it to stderr/],
  ['{"type":"init_ok"}', 'no messages: src is not a string', /belong inside body$/],
];

for (const [line, flaw, cure] of LINES) {
  test(`nodes that all print ${line} are told of it once, with the hint that fits`, async (t) => {
    const troubles: Trouble[] = [];
    const { results } = await runTest(
      {
        workload: 'echo',
        bin: programFile('prints-lines.js'),
        args: [line],
        runtime: 'worker',
        'node-count': 3,
        rate: 20,
        'time-limit': 0.2,
      },
      { store: false, listener: { trouble: (trouble) => troubles.push(trouble) } },
    );
    t.is(troubles.length, 1);
    const [found, ...others] = results.diagnoses ?? [];
    t.deepEqual(others, []);
    t.deepEqual(found?.nodes, ['n0', 'n1', 'n2']);
    t.regex(
      found?.what ?? '',
      new RegExp(`^n0 and 2 other nodes printed \\d+ lines that are ${flaw}, such as `),
    );
    t.regex(found?.cure ?? '', cure);
  });
}
