/** The status of a run as one line of a log. */

import test from 'ava';
import { STATUS } from '../cli/running-status.js';
import { happened, statusLine } from '../../../harness/terminal/status-line.js';

test('how far it is, what clients saw, what it cost', (t) => {
  t.is(
    statusLine(STATUS),
    '    5.3 s  running (4.8 of 12 s)  |  228 ok, 0 fail, 3 info  |  msgs-per-op 1.83',
  );
  t.is(
    statusLine({ ...STATUS, phase: 'checking', messagesPerOperation: undefined }),
    '    5.3 s  checking  |  228 ok, 0 fail, 3 info  |  msgs-per-op -',
  );
});

test('kinds of faults, and nodes that are not well: by name while they are few', (t) => {
  const faults = ['kill', 'loss', 'kill'].map((fault) => ({ fault, text: 'x', seconds: 1 }));
  const nodes = { running: 1, paused: ['n1'], dead: ['n2'] };
  t.regex(statusLine({ ...STATUS, faults, nodes }), / {2}\| {2}kill, loss {2}\| {2}n1 paused, n2 dead$/);
  const dead = Array.from({ length: 6 }, (_, i) => `n${i}`);
  t.regex(
    statusLine({ ...STATUS, nodes: { running: 1, paused: [], dead } }),
    / {2}\| {2}6 nodes paused or dead$/,
  );
});

test('that time goes by is nothing that happened; a request is', (t) => {
  t.is(happened({ ...STATUS, at: 9, elapsed: 8, rate: 0 }), happened(STATUS));
  t.not(happened({ ...STATUS, counts: { ...STATUS.counts, invoke: 232 } }), happened(STATUS));
  t.not(happened({ ...STATUS, phase: 'healing' }), happened(STATUS));
  t.not(happened({ ...STATUS, nodes: { running: 4, paused: [], dead: ['n1'] } }), happened(STATUS));
});
