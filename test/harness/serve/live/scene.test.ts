import test from 'ava';
import type { Row } from '../../../../harness/serve/live/row.js';
import { MAX_ARROWS, outcomeOf, Scene } from '../../../../harness/serve/live/scene.js';
import { Tally } from '../../../../harness/serve/live/tally.js';
import { SECOND } from '../../../../node/index.js';

const send = (id: number, at: number, from = 'n1', to = 'n2'): Row => ({
  kind: 'send',
  at,
  id,
  from,
  to,
  type: 'gossip',
  body: '{}',
});

function sceneOf(...rows: readonly Row[]): Scene {
  const scene = new Scene(['n1', 'n2']);
  for (const row of rows) scene.add(row);
  scene.forget();
  return scene;
}

test('a message is known by what became of it', (t) => {
  const { arrows } = sceneOf(
    send(1, 1),
    send(2, 1),
    send(3, 1),
    { kind: 'receive', at: 1.1, id: 1 },
    { kind: 'receive', at: 1.3, id: 1 },
    { kind: 'drop', at: 1, id: 2, reason: 'partition' },
    { kind: 'receive', at: 1.3, id: 77 },
  );
  t.deepEqual(arrows.map(outcomeOf), ['arrived after 100 ms', 'dropped: partition', 'under way']);
});

test('a copy that was dropped does not hide that another arrived, and a later drop does not either', (t) => {
  const { arrows } = sceneOf(
    send(1, 1),
    send(2, 1),
    { kind: 'drop', at: 1.1, id: 1, reason: 'dead' },
    { kind: 'receive', at: 1.2, id: 1 },
    { kind: 'receive', at: 1.3, id: 2 },
    { kind: 'drop', at: 1.4, id: 2, reason: 'dead' },
  );
  t.deepEqual(arrows.map(outcomeOf), ['arrived after 200 ms', 'arrived after 300 ms']);
});

/** A fault of the journal as the row that is made of it. */
function noteOf(at: number, fault: string, text: string): Row {
  const row = new Tally().event({ type: 'fault', time: at * SECOND, fault, text });
  if (row === undefined) throw new Error(`no row for ${fault}`);
  return row;
}

test('services get a lane when they are first heard of', (t) => {
  t.deepEqual(sceneOf(send(1, 1, 'n1', 'lin-kv')).lanes, ['n1', 'n2', 'lin-kv']);
});

test('what is older than the picture is forgotten, but a fault that lasts is not', (t) => {
  const scene = sceneOf(send(1, 1), noteOf(1, 'partition', 'n1 | n2'), noteOf(2, 'loss', ''), send(2, 20));
  t.deepEqual(
    scene.arrows.map(({ id }) => id),
    [2],
  );
  t.deepEqual(
    scene.bands.map(({ fault }) => fault),
    ['partition'],
  );
});

test('a fault ends with what ends it, at the node that it hit', (t) => {
  const rows = [
    ['partition', 'n1 | n2'],
    ['kill', 'n1'],
    ['kill', 'n2'],
    ['restart', 'n1'],
    ['heal', 'all links are open'],
  ] as const;
  const { bands } = sceneOf(...rows.map(([fault, text], i) => noteOf(i, fault, text)));
  t.deepEqual(
    bands.map(({ fault, node, from, to }) => [fault, node, from, to]),
    [
      ['partition', undefined, 0, 4],
      ['kill', 'n1', 1, 3],
      ['kill', 'n2', 2, undefined],
      ['restart', 'n1', 3, 3],
      ['heal', undefined, 4, 4],
    ],
  );
});

test('what is kept is bounded, however much comes', (t) => {
  const scene = sceneOf(...Array.from({ length: 20_000 }, (_, i) => send(i, 1, `n${i}`)));
  t.true(scene.arrows.length <= MAX_ARROWS);
  t.true(scene.crowded);
  t.false(sceneOf(send(1, 1)).crowded);
  t.true(scene.lanes.length <= 40);
});

test('a rate is of the last two seconds', (t) => {
  const counts = (at: number, sent: number): Row => ({
    kind: 'counts',
    at,
    counts: { sent, dropped: 0, invoked: 0, ok: 0, fail: 0, info: 0, faults: 0 },
  });
  t.is(sceneOf(counts(1, 5)).rate, undefined);
  t.is(sceneOf(counts(1, 1000), counts(8, 1100), counts(10, 1300)).rate, 100);
});

test('rows that were left out are counted', (t) => {
  t.is(sceneOf({ kind: 'skipped', rows: 3 }, { kind: 'skipped', rows: 4 }).skipped, 7);
});
