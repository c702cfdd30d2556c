import test from 'ava';
import * as fc from 'fast-check';
import { shiviz } from '../../../harness/export/shiviz.js';
import { drop, HOSTILE, linesOf, recv, send } from './runs.js';

type Clock = Readonly<Record<string, number>>;

/** What the parser expression of the first line finds. */
function eventsOf(lines: readonly string[]): { host: string; clock: Clock; event: string }[] {
  const [expression = '', empty, ...log] = lines;
  if (empty !== '') throw new Error('expected an empty line after the expression');
  return [...log.join('\n').matchAll(new RegExp(expression, 'g'))].map(({ groups }) => ({
    host: groups?.['host'] ?? '',
    clock: JSON.parse(groups?.['clock'] ?? '') as Clock,
    event: groups?.['event'] ?? '',
  }));
}

test('a receipt knows what its sender knew, and a lost message is a sending only', async (t) => {
  const lines = await linesOf(shiviz, [
    send(1, 0, 'n1', 'n2', { type: 'a' }),
    send(2, 1, 'n1', 'n3', { type: 'b', x: 1 }),
    drop(2, 1, 'loss'),
    recv(3, 0),
    send(3, 2, 'n2', 'n1', { type: 'c' }),
    recv(4, 2),
  ]);
  t.deepEqual(lines, [
    String.raw`(?<host>\S*) (?<clock>{.*})\n(?<event>.*)`,
    '',
    'n1 {"n1":1}',
    'sends to n2: a',
    'n1 {"n1":2}',
    'sends to n3: b {"x":1} (lost: loss)',
    'n2 {"n2":1,"n1":1}',
    'receives from n1: a',
    'n2 {"n2":2,"n1":1}',
    'sends to n1: c',
    'n1 {"n1":3,"n2":2}',
    'receives from n2: c',
  ]);
});

test('one event happened before another exactly when its clock is less', async (t) => {
  // Each step sends between two of four hosts, or ends what was sent once more: delivered or dropped, all at one instant.
  const step = fc.record({ from: fc.nat(3), to: fc.nat(3), end: fc.option(fc.nat(30)), lost: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const lines: unknown[] = [];
      const events: { host: number; before: Set<number> }[] = [];
      const last = new Map<number, number>();
      const sends: { index: number; to: number }[] = [];
      const happen = (host: number, also: number | undefined): number => {
        const before = new Set<number>();
        for (const each of [last.get(host), also]) {
          if (each === undefined) continue;
          before.add(each);
          for (const earlier of events[each]?.before ?? []) before.add(earlier);
        }
        last.set(host, events.length);
        return events.push({ host, before }) - 1;
      };
      for (const { from, to, end, lost } of steps) {
        const sent = end === null ? undefined : sends[end];
        if (sent === undefined) {
          lines.push(send(1, sends.length, `n${from}`, `n${to}`, {}));
          sends.push({ index: happen(from, undefined), to });
        } else if (lost) lines.push(drop(1, end ?? 0, 'loss'));
        else {
          lines.push(recv(1, end ?? 0));
          happen(sent.to, sent.index);
        }
      }
      const told = eventsOf(await linesOf(shiviz, lines));
      t.deepEqual(
        told.map(({ host }) => host),
        events.map(({ host }) => `n${host}`),
      );
      for (const [i, a] of told.entries()) {
        for (const [j, b] of told.entries()) {
          t.is(isLess(a.clock, b.clock), events[j]?.before.has(i) === true, `${i} and ${j}`);
        }
      }
    }),
    { numRuns: 150 },
  );
});

function isLess(a: Clock, b: Clock): boolean {
  const hosts = Object.keys({ ...a, ...b });
  return (
    hosts.every((host) => (a[host] ?? 0) <= (b[host] ?? 0)) &&
    hosts.some((host) => (a[host] ?? 0) < (b[host] ?? 0))
  );
}

test('each event takes two lines, whatever a node printed, and hosts stay apart', async (t) => {
  const names = [HOSTILE, '', 'a b', 'a%0020b', 'n1', String.raw`\u000a`, '\n'];
  const lines = names.map((name, id) => send(1, id, name, 'n1', { type: HOSTILE }));
  const events = eventsOf(await linesOf(shiviz, lines));
  t.is(events.length, names.length);
  t.is(new Set(events.map(({ host }) => host)).size, names.length);
  t.true(events.every(({ host, clock }) => clock[host] === 1));
});
