import test from 'ava';
import { faultSpans, isDamaged, lineOf } from '../../../../harness/serve/live/picture.js';
import type { Row } from '../../../../harness/serve/live/row.js';
import { Scene } from '../../../../harness/serve/live/scene.js';
import { Tally } from '../../../../harness/serve/live/tally.js';
import { SECOND } from '../../../../node/index.js';

const PLACE = { x: (at: number) => at * 100, from: 0, to: 100, right: 1000 };

function sceneOf(...rows: readonly Row[]): Scene {
  const scene = new Scene(['n1', 'n2']);
  for (const row of rows) scene.add(row);
  return scene;
}

const send: Row = { kind: 'send', at: 1, id: 1, from: 'n1', to: 'n2', type: 'gossip', body: '{}' };

test('a message is a line to where it arrived, or part of the way to where it was dropped', (t) => {
  const line = (...rows: readonly Row[]) =>
    sceneOf(send, ...rows).arrows.map((arrow) => lineOf(arrow, PLACE));
  const of = { row: 0, type: 0, x1: 100, y1: 0 };
  t.deepEqual(line({ kind: 'receive', at: 2, id: 1 }), [{ ...of, ended: 'delivered', x2: 200, y2: 100 }]);
  t.like(line({ kind: 'drop', at: 1.5, id: 1, reason: 'loss' }), [{ ended: 'dropped', x2: 150 }]);
  t.like(line({ kind: 'drop', at: 1, id: 1, reason: 'loss' }), [{ ended: 'dropped', x2: 103 }]);
  t.like(line(), [{ ended: 'under way', x2: 124 }]);
});

test('a message that arrived as another line is damaged', (t) => {
  const row = (line?: string): Row | undefined =>
    new Tally().event({ type: 'recv', time: SECOND, id: 1, ...(line !== undefined && { line }) });
  t.deepEqual(row('{"x'), { kind: 'receive', at: 1, id: 1, damaged: true });
  t.deepEqual(row(), { kind: 'receive', at: 1, id: 1 });
  const { arrows } = sceneOf(send, { kind: 'receive', at: 2, id: 1, damaged: true });
  t.deepEqual(arrows.map(isDamaged), [true]);
  t.deepEqual(
    arrows.map((arrow) => lineOf(arrow, PLACE).ended),
    ['damaged'],
  );
  t.deepEqual(sceneOf(send, { kind: 'receive', at: 2, id: 1 }).arrows.map(isDamaged), [false]);
});

test('faults are spans on the lanes that they hit, and one that lasts goes on to the end', (t) => {
  const fault = (name: string, text: string, node?: string): Row => ({
    kind: 'fault',
    at: 1,
    fault: name,
    text,
    lasts: true,
    ends: [],
    ...(node !== undefined && { node }),
  });
  const scene = sceneOf(
    fault('partition', 'partition one: n1 | n2'),
    fault('kill', 'n2', 'n2'),
    fault('kill', 'n9', 'n9'),
  );
  t.deepEqual(faultSpans(scene, 9 * SECOND), [
    { fault: 'partition', text: 'one: n1 | n2', from: SECOND, to: 9 * SECOND },
    { fault: 'kill', text: 'n2', from: SECOND, to: 9 * SECOND, hits: [1] },
  ]);
});
