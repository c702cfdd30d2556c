import path from 'node:path';
import test from 'ava';
import { Command } from 'commander';
import { traceCommand } from '../../../harness/cli/trace.js';
import { plain } from '../../../harness/text/colors.js';
import { compareTraces } from '../../../harness/trace/difference.js';
import { type Compared, differenceJson, differenceLines } from '../../../harness/trace/difference-text.js';
import { columnsOf } from '../../../harness/text/columns.js';
import { UsageError } from '../../../harness/errors/usage-error.js';
import { eddy } from '../cli/eddy.js';
import { write } from '../folder.js';
import { fault, journal, recv, send } from './journal.js';

const tell = (ms: number, id: number, value: unknown): unknown =>
  send(ms, id, 'n1', 'n2', { type: 'tell', value });
const left = journal(tell(1, 0, 'a'), recv(2, 0), tell(3, 1, 'b'), fault(4, 'heal', 'all'));
const right = journal(tell(1, 0, 'a'), recv(2, 0), tell(3, 1, 'c\u009B\u202E'));

async function compared(one: string, other: string): Promise<Compared> {
  return {
    left: 'one',
    right: 'other',
    options: [{ name: 'seed', left: 1 }],
    ...(await compareTraces(one, other)),
  };
}

test('a difference is told from the options to how each goes on', async (t) => {
  t.deepEqual(differenceLines(await compared(left, right), plain, undefined), [
    'a  one',
    'b  other',
    'they were made differently:',
    '  seed  1 in a, (not given) in b',
    '1 message and 0 faults are equal; they diverge at 0.003 s in body.value:',
    '     0.001     0 n1 -> n2   tell {"value":"a"}  ✓ 1 ms',
    'a    0.003     1 n1 -> n2   tell {"value":"b"}  … under way',
    String.raw`b    0.003     1 n1 -> n2   tell {"value":"c\u009b\u202e"}  … under way`,
    String.raw`  body.value: "b" in a, "c\u009b\u202e" in b`,
    'a goes on:',
    '  -- 0.004 s heal all',
  ]);
});

test('no line is wider than the terminal', async (t) => {
  const wide = await compared(journal(tell(1, 0, '語'.repeat(500))), journal(tell(1, 0, 'x'.repeat(900))));
  for (const line of differenceLines(wide, plain, 40)) t.true(columnsOf(line) <= 40, line);
});

test('equal traces are told with their count', async (t) => {
  t.is(
    differenceLines(await compared(left, left), plain, undefined).at(-1),
    'the traces are equal: 2 messages, 1 fault',
  );
});

test('for programs it is one object, however deep the messages are nested', async (t) => {
  const deep = (inside: number): string => `${'['.repeat(100_000)}${inside}${']'.repeat(100_000)}`;
  const text = (inside: number): string =>
    `{"time":1,"type":"send","message":{"id":0,"src":"n1","dest":"n2","body":{"type":"x","a":${deep(inside)}}}}`;
  const { difference, equal } = JSON.parse(differenceJson(await compared(left, right)));
  t.like(difference, {
    kind: 'differs',
    at_ns: 3e6,
    left: { outcome: 'under-way' },
    next_left: [{ fault: 'heal' }],
  });
  t.deepEqual(equal, { messages: 1, faults: 0 });
  const nested = differenceJson(await compared(journal(text(1)), journal(text(2))));
  t.like(JSON.parse(nested), { difference: { fields: [{ left: '1', right: '2' }] } });
  t.is(JSON.parse(differenceJson(await compared(left, left))).difference, null);
});

test('the exit status of eddy trace --diff is 0 for equal traces, 1 for others, 254 for a wrong question', async (t) => {
  write(path.join(path.dirname(left), 'test.json'), '{"seed":1}');
  write(path.join(path.dirname(right), 'test.json'), '{"seed":2}');
  const same = await eddy(['trace', '--diff', left, left]);
  t.is(same.status, 0, same.err);
  const other = await eddy(['trace', '--diff', left, path.dirname(right)]);
  t.is(other.status, 1, other.err);
  t.true(other.out.includes('  seed  1 in a, 2 in b\n'));
  const filtered = ['--by-link', '--ignore', 'value', '--time', '..3ms'];
  const json = await eddy(['trace', '--diff', left, right, '--json', ...filtered]);
  t.is(json.status, 0, json.err);
  t.like(JSON.parse(json.out), { equal: { messages: 2, faults: 0 }, difference: null });
});

test('what makes no sense with --diff or without is refused', async (t) => {
  for (const args of [
    ['--diff', left],
    ['--diff', left, left, left],
    ['--diff', left, right, '--follow'],
    [left, right],
    [left, '--by-link'],
    [left, '--ignore-time'],
    [left, '--ignore', 'x'],
  ]) {
    const program = new Command('eddy').exitOverride();
    traceCommand(program);
    await t.throwsAsync(
      () => program.parseAsync(['trace', ...args], { from: 'user' }),
      { instanceOf: UsageError, message: /expected/ },
      args.join(' '),
    );
  }
});
