/** The table of the network's rules: what their control words change, and what the journal says of it. */

import test from 'ava';
import { Random } from '../../../node/index.js';
import { type Control, CONTROL_LINES, CONTROL_WORDS, parseControl, RULES } from '../../../router/index.js';
import type { ControlWord } from '../../../router/control-line.js';
import { makeRules } from '../../../router/rules/index.js';

const NODES = ['n1', 'n2', 'n3', 'n4', 'n5'];
const OPTIONS = { latency: { meanMs: 0, distribution: 'constant' }, loss: 0, duplication: 0 } as const;

test('each word of each rule is a control word, and reads the lines that are its examples', (t) => {
  for (const { words } of Object.values(RULES)) {
    for (const [word, { lines }] of Object.entries<ControlWord<Control>>(words)) {
      t.true(CONTROL_WORDS.includes(word), word);
      t.true(lines.length > 0, word);
      for (const line of lines.flatMap(({ examples }) => examples))
        t.like(parseControl(line, NODES), { do: word });
    }
  }
});

test('every word of the language has an example', (t) => {
  t.deepEqual(
    [
      ...new Set(CONTROL_LINES.flatMap(({ examples }) => examples.map((line) => line.split(' ')[0]))),
    ].toSorted(),
    [...CONTROL_WORDS].toSorted(),
  );
});

for (const [line, text] of [
  ['partition n1 | n2', 'n1 | n2'],
  ['partition n1 -> n2', 'one-way: n2 does not hear n1'],
  ['partition one', /^one: [n\d |]+$/],
  ['heal', 'all links are open'],
  ['loss 0.5', 'each message between nodes is lost with probability 0.5'],
  ['latency 5', 'latency is 5 ms (constant)'],
  ['slow n3 10', 'n3 10 times as long'],
  ['fast', 'no node and no link is slow'],
] as const) {
  test(`the rule that ${line} changes says so: ${String(text)}`, (t) => {
    const { byWord } = makeRules(new Random(1), OPTIONS);
    const control = parseControl(line, NODES);
    if ('nodes' in control) return t.fail('a word of nodes');
    const said = byWord.get(control.do)?.change(control, { nodes: NODES, random: new Random(1) }) ?? '';
    if (typeof text === 'string') t.is(said, text);
    else t.regex(said, text);
  });
}

test('rules are found by name, and are those that the words change', (t) => {
  const { rules, byWord } = makeRules(new Random(1), { ...OPTIONS, loss: 0.25 });
  t.is(rules.loss.get(), 0.25);
  t.is(byWord.get('heal'), rules.partition);
  t.is(byWord.get('fast'), rules.slow);
});
