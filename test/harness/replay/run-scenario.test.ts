import test from 'ava';
import type { Result } from '../../../harness/checkers/index.js';
import { judgeOutcome, runScenario } from '../../../harness/replay/run-scenario.js';
import { parseScenario } from '../../../harness/replay/scenario-file.js';

const play = (yaml: string, seed = 1) =>
  runScenario({ scenario: parseScenario(yaml, 'a.scenario.yaml'), seed, args: [] });

/** expected verdict, findings, results, crashed nodes, problems */
const TABLE: readonly [
  what: string,
  valid: boolean | 'unknown',
  findings: string[],
  results: Result & Readonly<Record<string, unknown>>,
  crashed: string[],
  problems: RegExp[],
][] = [
  ['the expected verdict is no problem', true, [], { valid: true }, [], []],
  ['a bad verdict can be what is expected', false, [], { valid: false }, ['n1'], []],
  ['unknown is a verdict', 'unknown', [], { valid: 'unknown' }, [], []],
  [
    'a bad verdict is told with the parts that are to blame',
    true,
    [],
    { valid: false, net: { valid: true }, workload: { valid: false, 'lost-count': 3 } },
    [],
    [/^expected the verdict true, got false$/, /^ {2}workload: \{"valid":false,"lost-count":3\}$/],
  ],
  [
    'a threshold is told in words',
    true,
    [],
    { valid: false, thresholds: [{ expect: 'msgs-per-op < 3', valid: false, problem: '2 too many' }] },
    [],
    [/^expected/, /^ {2}msgs-per-op < 3: 2 too many$/],
  ],
  [
    'a good verdict can be a problem',
    false,
    [],
    { valid: true, workload: { valid: true } },
    [],
    [/^expected the verdict false, got true$/, /workload|valid/],
  ],
  [
    'a node that ended by itself is a problem',
    true,
    [],
    { valid: true },
    ['n2', 'n3'],
    [/^n2, n3 ended by itself$/],
  ],
  [
    'a finding is looked for without regard to spaces',
    true,
    ['"lost": [1, 2]'],
    { valid: true, workload: { lost: [1, 2] } },
    [],
    [],
  ],
  [
    'a finding that is not there is a problem',
    true,
    ['"lost":[1]'],
    { valid: true, workload: { lost: [1, 2] } },
    [],
    [/^expected "\\"lost\\":\[1\]" somewhere in the results, got/],
  ],
];

for (const [what, valid, findings, results, crashed, problems] of TABLE) {
  test(what, (t) => {
    const told = judgeOutcome({ valid, findings }, { results, crashed });
    t.is(told.length, problems.length, told.join('\n'));
    for (const [i, problem] of problems.entries()) t.regex(told[i] ?? '', problem);
  });
}

test('a workload runs simulated, with its thresholds', async (t) => {
  const yaml = (limit: number) =>
    `name: a\noptions: {workload: echo, nodes: [n1], time-limit: 5, rate: 10, expect: ['availability>=${limit}']}`;
  t.deepEqual(await play(yaml(1)), { passed: true });
  const { passed, problem = '' } = await play(yaml(2));
  t.false(passed);
  t.regex(problem, /expected the verdict true, got false\n {2}availability >= 2: /);
});

const MESSAGES = (runtime: string, value: string) => `
name: a
options: {workload: echo, runtime: ${runtime}, nodes: [n1, n2], latency: 50}
messages:
  - {at: 0.1, to: n2, body: {type: echo, echo: {x: [1]}}, reply: {type: echo_ok, echo: ${value}}}
  - {at: 0, to: n1, body: {type: echo, echo: second}, reply: {type: echo_ok, echo: <string>, in_reply_to: 1}}
  - {at: 0.1, to: n1, body: {type: nope}, reply: {type: error, code: 10, text: /nope/}}
  - {at: 0.1, to: n1, body: {type: echo, echo: 1}}
`;

for (const runtime of ['sim', 'process', 'worker']) {
  test(`${runtime}: explicit messages get the replies that are expected, and no numbers are compared unasked`, async (t) => {
    t.deepEqual(await play(MESSAGES(runtime, '{x: [1]}')), { passed: true });
    const { passed, problem = '' } = await play(MESSAGES(runtime, '{x: [2]}'));
    t.false(passed);
    t.regex(
      problem,
      /messages: \{"valid":false,"at":0\.1,"to":"n2".*"problems":\["echo\.x\.0: expected 2, got 1"\]\}/,
    );
  });
}

test('faults come at their times, and a request that nobody answers ends with code 0', async (t) => {
  const yaml = `
name: a
options:
  workload: echo
  nodes: [n1]
  faults: [{at: 1, do: kill n1}, {at: 8, do: restart n1}, {at: 100, do: heal}]
messages:
  - {at: 0.9, to: n1, body: {type: echo, echo: 1}, reply: {type: echo_ok, echo: 1}}
  - {at: 1, to: n1, body: {type: echo, echo: 2}, reply: {type: error, code: 0, text: <string>}}
  - {at: 9, to: n1, body: {type: echo, echo: 3}, reply: {type: echo_ok, echo: 3}}
findings: ['"code": 0']
`;
  t.deepEqual(await play(yaml), { passed: true });
});

test('one seed gives one run, whatever else is drawn', async (t) => {
  const yaml = `
name: a
options: {workload: unique-ids, nodes: [n1]}
messages:
  - {at: 0, to: n1, body: {type: generate}, reply: {type: generate_ok, id: none}}
`;
  const one = await play(yaml, 7);
  t.deepEqual(await play(yaml, 7), one);
  t.notDeepEqual(await play(yaml, 8), one);
});

test('a threshold can be set on explicit messages too', async (t) => {
  const yaml = `
name: a
options: {workload: echo, nodes: [n1], expect: [msgs-per-op<0]}
messages:
  - {at: 0, to: n1, body: {type: echo, echo: 1}}
`;
  t.regex((await play(yaml)).problem ?? '', /msgs-per-op < 0/);
});
