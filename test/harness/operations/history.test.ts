/** The history: how operations are numbered, written and paired. */

import test from 'ava';
import * as fc from 'fast-check';
import { type Event, HistoryRecorder, pairs } from '../../../harness/operations/history.js';
import { history } from '../checkers/operations.js';

const read: Event = { time: 5, type: 'invoke', process: 0, f: 'read', value: null };

test('operations are numbered from 0 without gaps, and the listener hears each as it comes', (t) => {
  const heard: number[] = [];
  const recorder = new HistoryRecorder(({ index }) => heard.push(index));
  for (let i = 0; i < 3; i++) t.is(recorder.add(read).index, i);
  t.deepEqual(heard, [0, 1, 2]);
  t.deepEqual(
    recorder.history.map(({ index }) => index),
    [0, 1, 2],
  );
});

test('the keys of every operation come in one order, whatever it was made of', (t) => {
  const recorder = new HistoryRecorder();
  const { value, f, process, type, time } = read;
  const shuffled = { 'final?': true, value, error: 'net-timeout', f, process, type, time } as const;
  t.is(
    JSON.stringify(recorder.add(shuffled)),
    '{"index":0,"time":5,"type":"invoke","process":0,"f":"read","value":null,"final?":true,"error":"net-timeout"}',
  );
});

test('an invocation is paired with what its process did next; open ones and the nemesis have no pair', (t) => {
  const all = history(
    [0, 'invoke', 'read'],
    ['nemesis', 'info', 'start-partition'],
    [1, 'invoke', 'broadcast', 7],
    [1, 'ok', 'broadcast', 7],
    ['nemesis', 'info', 'start-partition'],
    [0, 'info', 'read'],
    [1, 'invoke', 'read'],
    [5, 'fail', 'read'],
  );
  t.deepEqual(
    pairs(all).map(({ invoke, completion }) => [invoke.index, completion?.index]),
    [
      [0, 5],
      [2, 3],
      [6, undefined],
    ],
  );
});

test('every invocation has one pair, in the order of invocation', (t) => {
  const type = fc.constantFrom('invoke', 'ok', 'fail', 'info');
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(3), type, fc.constant('f'))), (rows) => {
      const all = history(...rows);
      t.deepEqual(
        pairs(all).map(({ invoke }) => invoke),
        all.filter((operation) => operation.type === 'invoke'),
      );
    }),
  );
});
