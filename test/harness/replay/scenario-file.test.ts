import path from 'node:path';
import test from 'ava';
import { FixtureError } from '../../../harness/errors/fixture-error.js';
import { parseScenario } from '../../../harness/replay/scenario-file.js';

test('the shortest scenario is simulated, once, with seed 1, and expected to be valid', (t) => {
  t.deepEqual(parseScenario('name: short\noptions: {workload: echo}\n', 'a.scenario.yaml'), {
    file: 'a.scenario.yaml',
    name: 'short',
    options: { runtime: 'sim', workload: 'echo' },
    seeds: [1],
    valid: true,
    findings: [],
  });
});

const SEEDS: readonly [yaml: string, seeds: readonly number[]][] = [
  ['seeds: [7, 9]', [7, 9]],
  ['seeds: 3', [1, 2, 3]],
  ['options: {workload: echo, seed: 5}', [5]],
  ['options: {workload: echo, seed: 5}\nseeds: [6]', [6]],
];

for (const [yaml, seeds] of SEEDS) {
  test(`${yaml.replace('\n', ', ')} means the seeds ${seeds.join(' ')}`, (t) => {
    const options = yaml.includes('options') ? '' : 'options: {workload: echo}\n';
    const scenario = parseScenario(`name: a\n${options}${yaml}\n`, 'a');
    t.deepEqual(scenario.seeds, seeds);
    t.false('seed' in scenario.options);
  });
}

test('a program is looked for beside the scenario, a bare command is left alone', (t) => {
  const bin = (yaml: string) =>
    parseScenario(`name: a\noptions: {workload: echo}\n${yaml}`, 'some/dir/a').options.bin;
  t.is(bin('bin: ./x.js'), path.resolve('some/dir/x.js'));
  t.is(bin('bin: ../x.js'), path.resolve('some/x.js'));
  t.is(bin('bin: python3'), 'python3');
  t.is(
    parseScenario('name: a\noptions: {workload: echo, bin: ./y.js}', 'some/dir/a').options.bin,
    path.resolve('some/dir/y.js'),
  );
});

test('explicit messages are read with their replies', (t) => {
  const { messages } = parseScenario(
    'name: a\noptions: {workload: echo, nodes: [n1]}\nmessages:\n  - {at: 0.5, to: n1, body: {type: echo, echo: 1}, reply: {type: <string>}}\n',
    'a',
  );
  t.deepEqual(messages, [
    { at: 0.5, to: 'n1', body: { type: 'echo', echo: 1 }, reply: { type: '<string>' } },
  ]);
});

const HEAD = 'name: a\noptions:\n  workload: broadcast\n';
const MESSAGES = 'name: a\noptions: {nodes: [n1]}\nmessages:\n';

const WRONG: readonly [what: string, yaml: string, line: number, field: string | undefined, says: RegExp][] =
  [
    ['an empty file', '', 1, undefined, /expected an object, got null/],
    ['a list', '- a\n', 1, undefined, /expected an object/],
    ['no YAML', 'name: a\noptions: {workload: [\n', 3, undefined, /expected YAML: /],
    ['a key twice', 'name: a\nname: b\n', 2, undefined, /expected YAML: Map keys must be unique/],
    ['no name', '\noptions: {workload: echo}', 2, 'name', /expected a name, got nothing/],
    ['a name that is a number', 'name: 3', 1, 'name', /expected a name, got 3/],
    [
      'a field that does not exist',
      'name: a\nseed: 3',
      2,
      'seed',
      /no such field: expected one of name, .*; it belongs under options/,
    ],
    [
      'another field that does not exist',
      'name: a\nworkloads: 3',
      2,
      'workloads',
      /no such field: expected one of name, [\w, ]+$/,
    ],
    [
      'options that are no map',
      'name: a\noptions: broadcast',
      2,
      'options',
      /expected a map of options, got "broadcast"/,
    ],
    [
      'an option that does not exist',
      `${HEAD}  rates: 3`,
      4,
      'options.rates',
      /no such option: expected one of workload, /,
    ],
    [
      'an option of the wrong kind',
      `${HEAD}  rate: fast`,
      4,
      'options.rate',
      /expected a number, got "fast"/,
    ],
    ['an option out of range', `${HEAD}  loss: 2`, 4, 'options.loss', /at most 1, got 2/],
    [
      'a threshold that cannot be read',
      `${HEAD}  expect:\n    - msgs-per-op<30\n    - speed>3`,
      6,
      'options.expect[1]',
      /unknown figure "speed"/,
    ],
    [
      'a workload that does not exist',
      'name: a\noptions:\n  workload: nope',
      3,
      'options.workload',
      /expected one of broadcast, .*, got "nope"/,
    ],
    ['a node twice', `${HEAD}  nodes: [n1, n1]`, 4, 'options.nodes', /n1 is named twice/],
    ['a node that is named as a client', `${HEAD}  nodes: [n1, c1]`, 4, 'options.nodes', /c1 begins with c/],
    [
      'a fault without its time',
      `${HEAD}  faults:\n    - {do: heal}`,
      5,
      'options.faults[0].at',
      /expected seconds, got nothing/,
    ],
    [
      'a fault that does not exist',
      `${HEAD}  faults:\n    - {at: 1, do: heal}\n    - {at: 2, do: explode}`,
      6,
      'options.faults[1].do',
      /unknown word "explode"/,
    ],
    [
      'a fault for a node that does not exist',
      `${HEAD}  nodes: [n1]\n  faults:\n    - at: 1\n      do: kill n9`,
      7,
      'options.faults[0].do',
      /there is no node n9/,
    ],
    ['seeds of none', `${HEAD}seeds: []`, 4, 'seeds', /expected a list of seeds, or how many, got \[\]/],
    [
      'a verdict that does not exist',
      `${HEAD}valid: perhaps`,
      4,
      'valid',
      /expected true, false or unknown, got "perhaps"/,
    ],
    ['a finding that is no text', `${HEAD}findings: [a, 3]`, 4, 'findings[1]', /expected a text, got 3/],
    ['no messages', `${MESSAGES}  []`, 3, 'messages', /expected at least one message/],
    [
      'a message without a type',
      `${MESSAGES}  - at: 0\n    to: n1\n    body: {a: 1}`,
      6,
      'messages[0].body.type',
      /expected a type, got nothing/,
    ],
    [
      'a message to nobody',
      `${MESSAGES}  - at: 0\n    to: n2\n    body: {type: x}`,
      5,
      'messages[0].to',
      /expected one of n1, got "n2"/,
    ],
    [
      'a message before time',
      `${MESSAGES}  - at: -1\n    to: n1\n    body: {type: x}`,
      4,
      'messages[0].at',
      /expected seconds >= 0, got -1/,
    ],
    [
      'a message field that does not exist',
      `${MESSAGES}  - at: 0\n    dest: n1\n    to: n1\n    body: {type: x}`,
      5,
      'messages[0].dest',
      /there is no such field/,
    ],
    [
      'an integer that a client cannot send',
      `${MESSAGES}  - at: 0\n    to: n1\n    body: {type: x, a: 9007199254740993}`,
      6,
      'messages[0].body',
      /integers below 2\^53/,
    ],
    [
      'a reply with a broken pattern',
      `${MESSAGES}  - at: 0\n    to: n1\n    body: {type: x}\n    reply: {type: /(/}`,
      7,
      'messages[0].reply',
      /Invalid regular expression/,
    ],
    [
      'a nemesis beside messages',
      'name: a\noptions:\n  nodes: [n1]\n  nemesis: [partition]\nmessages:\n  - {at: 0, to: n1, body: {type: x}}',
      4,
      'options.nemesis',
      /is for workloads/,
    ],
    [
      'messages for a program that does not exist',
      'name: a\noptions:\n  workload: nope\nmessages:\n  - {at: 0, to: n1, body: {type: x}}',
      3,
      'options.workload',
      /expected one of .*, got "nope"/,
    ],
  ];

for (const [what, yaml, line, field, says] of WRONG) {
  test(`in a scenario, ${what} is an error in line ${line}`, (t) => {
    const error = t.throws(() => parseScenario(yaml, 'dir/a.scenario.yaml'), { instanceOf: FixtureError });
    t.is(error.line, line, error.message);
    t.is(error.field, field, error.message);
    t.regex(error.message, says);
    t.true(error.message.startsWith(`dir/a.scenario.yaml:${line}: `));
  });
}
