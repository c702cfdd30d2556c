/** Which requests of `eddy up` still wait, and which wait in vain. */

import test from 'ava';
import { OpenRequests } from '../../../harness/terminal/open-requests.js';
import type { Body } from '../../../node/index.js';
import { type DropReason, Envelope } from '../../../router/index.js';

/** A node may be sent anything: a `msg_id` that is no number, too. */
function body(fields: object): Body {
  return fields as Body;
}

function opened(...requests: readonly (readonly [client: string, node: string, msgId: unknown])[]) {
  const said: string[] = [];
  let ends = 0;
  const open = new OpenRequests((line) => said.push(line));
  for (const [src, dest, msg_id] of requests) open.add({ src, dest, body: body({ msg_id }) });
  const waiting = (): number => open.size;
  return { open, said, waiting, ends: () => ends, end: () => open.whenNone(() => ends++) };
}

function drop(
  open: OpenRequests,
  src: string,
  dest: string,
  fields: object,
  reason: DropReason = 'dead',
): void {
  open.drop(0, new Envelope(0, { src, dest, body: body(fields) }), reason);
}

test('a request waits until its answer comes: from its client’s view, by its msg_id', (t) => {
  const { open, waiting, said } = opened(['c1', 'n1', 1], ['c2', 'n1', 1], ['c1', 'n2', '1']);
  open.answered('c1', 2);
  open.answered('c3', 1);
  open.answered('c1', undefined);
  t.is(waiting(), 3);
  open.answered('c1', 1);
  t.is(waiting(), 2);
  open.cancel({ src: 'c2', dest: 'n1', body: { msg_id: 1 } });
  t.is(waiting(), 1);
  t.deepEqual(said, []);
});

test('what has no msg_id is no request', (t) => {
  t.is(opened(['c1', 'n1', undefined]).waiting(), 0);
});

test('a request that is dropped is given up, with the reason', (t) => {
  const { open, waiting, said } = opened(['c1', 'n1', 1], ['c1', 'n2', 'a\u009Bb']);
  drop(open, 'c1', 'n1', { msg_id: 7 });
  drop(open, 'n1', 'n2', { msg_id: 1 });
  t.is(waiting(), 2);
  drop(open, 'c1', 'n1', { msg_id: 1 });
  drop(open, 'c1', 'n2', { msg_id: 'a\u009Bb' }, 'overflow');
  t.is(waiting(), 0);
  t.deepEqual(said, [
    '? request 1 of c1 will not be answered: n1 did not get it, or forgot it (dead)',
    '? request a\\u009bb of c1 will not be answered: n2 did not get it, or forgot it (overflow)',
  ]);
});

for (const [fault, text, left] of [
  ['kill', 'n1', 1],
  ['restart', 'n1', 1],
  ['crash', 'n1 ended with exit status 1', 1],
  ['kill', 'n2', 2],
  ['kill', 'n10', 3],
  ['pause', 'n1', 3],
  ['partition', 'n1 | n2', 3],
] as const) {
  test(`after ${fault} ${text} ${left} of three wait`, (t) => {
    const { open, waiting } = opened(['c1', 'n1', 1], ['c1', 'n2', 2], ['c2', 'n1', 1]);
    open.fault(0, fault, text);
    t.is(waiting(), left);
  });
}

test('that none waits is told once: at once, or when the last one has ended', (t) => {
  const none = opened();
  none.end();
  t.is(none.ends(), 1);
  const two = opened(['c1', 'n1', 1], ['c1', 'n2', 2]);
  two.open.answered('c1', 1);
  two.end();
  t.is(two.ends(), 0);
  two.open.fault(0, 'kill', 'n2');
  two.open.answered('c1', 2);
  t.is(two.ends(), 1);
});
