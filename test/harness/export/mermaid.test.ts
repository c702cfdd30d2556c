import test from 'ava';
import * as fc from 'fast-check';
import { mermaid } from '../../../harness/export/mermaid.js';
import { drop, fault, HOSTILE, linesOf, recv, send } from './runs.js';

test('messages come in the order of sending, with what became of them, and faults between', async (t) => {
  const lines = await linesOf(mermaid, [
    send(1, 0, 'c1', 'n2', { type: 'read', msg_id: 1 }),
    recv(21, 0),
    fault(30, 'partition', 'one: n1 | n2; n3'),
    send(40, 1, 'n2', 'n1', { type: 'gossip', values: [7] }),
    drop(40, 1, 'partition'),
    send(50, 2, 'n2', 'lin-kv', { type: 'write' }),
    recv(50, 2),
    recv(60, 2),
    send(70, 3, 'n2', 'n1', { type: 'late' }),
  ]);
  t.deepEqual(lines, [
    'sequenceDiagram',
    '  participant n1',
    '  participant n2',
    '  participant p2 as lin-kv',
    '  participant c1',
    '  c1->>n2: 0.001 read #35;1 20 ms',
    '  Note over n1,c1: 0.030 s partition one: n1 | n2#59; n3',
    '  n2-xn1: 0.040 gossip {"values":[7]} ✗ partition',
    '  n2->>p2: 0.050 write ×2',
    '  n2--)n1: 0.070 late … under way',
  ]);
});

test('names that are words of Mermaid, or look like an alias, get one', async (t) => {
  const lines = await linesOf(mermaid, [
    send(1, 0, 'end', 'participant', {}),
    send(1, 1, 'p0', 'n1', {}),
    send(1, 2, '', 'a->b', {}),
  ]);
  const participants = lines.filter((line) => line.includes('participant '));
  t.deepEqual(participants, [
    '  participant n1',
    '  participant p1 as end',
    '  participant p2 as participant',
    '  participant p3 as p0',
    '  participant p4 as (no name)',
    '  participant p5 as a-#62;b',
  ]);
});

test('nothing that a node printed is syntax', async (t) => {
  const lines = await linesOf(mermaid, [
    fault(0, HOSTILE, HOSTILE),
    send(1, 0, HOSTILE, 'n1', { type: HOSTILE, x: HOSTILE }),
    drop(1, 0, HOSTILE),
  ]);
  for (const line of lines) {
    // The arrow and the alias are ours; what comes behind them is theirs.
    const theirs = line.slice(line.search(/: | as /)).replaceAll(/#\d+;/g, '');
    t.notRegex(theirs, /[;#%&<>`\p{Cc}\p{Cf}]|style|classDef/u);
  }
});

test('an entity code stands for the character that it was', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 10 }), async (text) => {
      const line =
        (await linesOf(mermaid, [send(1, 0, 'n1', 'n2', { type: `x${text}`, end: 1 })])).at(-1) ?? '';
      const decoded = line.replaceAll(/#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
      t.true(decoded.startsWith('  n1--)n2: 0.001 x'), decoded);
      t.false(/[;#]/.test(line.replaceAll(/#\d+;/g, '')));
    }),
    { numRuns: 100 },
  );
});
