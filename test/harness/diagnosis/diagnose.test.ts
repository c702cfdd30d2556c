/** What is said of nodes that leave requests without a reply, from journals made by hand. */

import test from 'ava';
import { SECOND } from '../../../node/index.js';
import { diagnose, diagnosesOf, sentenceOf } from '../../../harness/diagnosis/index.js';
import { history } from '../checkers/operations.js';
import { MadeJournal, trouble } from './made-journal.js';

const WRONG: readonly (readonly [flaw: object, words: string])[] = [
  [{}, 'without in_reply_to'],
  [{ in_reply_to: null }, 'with in_reply_to null'],
  [{ in_reply_to: '1' }, 'with in_reply_to "1", a string'],
  [{ in_reply_to: 1.5 }, 'with in_reply_to 1.5, which is no integer'],
  [{ in_reply_to: 99 }, 'with in_reply_to 99, which is not the msg_id of the request'],
];

for (const [flaw, words] of WRONG) {
  test(`replies ${words} are said once for all nodes, and explain the silence`, (t) => {
    const journal = new MadeJournal().begun().at(1);
    for (const node of journal.nodes) {
      journal.pass(`c1${node}`, node, { type: 'echo', msg_id: 1 });
      journal.pass(node, `c1${node}`, { type: 'echo_ok', ...flaw });
    }
    const [found, ...others] = journal.diagnoses();
    t.deepEqual(others, []);
    t.like(found, {
      kind: 'wrong-reply',
      nodes: ['n1', 'n2', 'n3'],
      count: 3,
      messages: [7, 9, 11],
    });
    t.is(
      found?.what,
      `n1 and 2 other nodes sent echo_ok ${words} (3 replies); expected in_reply_to 1 (the msg_id of echo)`,
    );
  });
}

test('a second reply is worth a word only if requests went without one', (t) => {
  const journal = new MadeJournal(['n1']).begun();
  journal.answered('c5', 'n1', 'echo');
  journal.pass('n1', 'c5', { type: 'echo_ok', in_reply_to: 1 });
  t.deepEqual(journal.diagnoses(), []);
  journal.at(1).pass('c6', 'n1', { type: 'echo', msg_id: 1 });
  t.deepEqual(
    journal.diagnoses().map(({ what }) => what),
    [
      'n1 sent 1 echo_ok to clients that waited for no such reply',
      'n1 sent nothing after 0 s, although 1 request (1 echo) was delivered',
    ],
  );
});

test('a reply that comes when its client is gone, or asks something else, is late', (t) => {
  const journal = new MadeJournal(['n1', 'n2']).begun();
  journal.pass('c5', 'n1', { type: 'echo', msg_id: 1 });
  journal.pass('c6', 'n2', { type: 'echo', msg_id: 1 });
  journal.at(5).pass('c6', 'n2', { type: 'echo', msg_id: 2 });
  const id = journal.at(6).send('n1', 'c5', { type: 'echo_ok', in_reply_to: 1 });
  journal.drop(id, 'n1', 'c5');
  journal.at(8).pass('n2', 'c6', { type: 'echo_ok', in_reply_to: 1 });
  journal.pass('n2', 'c6', { type: 'echo_ok', in_reply_to: 2 });
  const [found, ...others] = journal.diagnoses();
  t.deepEqual(others, []);
  t.is(found?.what, 'n1 and n2 replied to 2 echo requests when the clients had given up, after up to 8 s');
  t.deepEqual(journal.diagnoses({ faults: [{ fault: 'slow', text: 'n1', from: 0 }] }), []);
});

test('a node that answers nothing from the start, and one that falls silent', (t) => {
  const journal = new MadeJournal(['n1', 'n2', 'n3', 'n4']).begun();
  journal.at(1.2).answered('c5', 'n3', 'read');
  journal.at(1.4).answered('c6', 'n4', 'read');
  journal.at(2);
  for (const node of journal.nodes) {
    journal.pass(`c7${node}`, node, { type: 'read', msg_id: 1 });
    journal.pass(`c8${node}`, node, { type: 'broadcast', msg_id: 1 });
  }
  const [early, late, ...others] = journal.diagnoses();
  t.deepEqual(others, []);
  t.is(
    early?.what,
    'n1 and n2 answered init and sent nothing after that, although 4 requests (2 broadcast, 2 read) were delivered',
  );
  t.is(
    late?.what,
    'n3 and n4 sent nothing after 1.2 s to 1.4 s, although 4 requests (2 broadcast, 2 read) were delivered',
  );
});

test('a node that goes on, but does not know one type, and one that forgets some requests', (t) => {
  const journal = new MadeJournal(['n1', 'n2']).begun();
  for (const node of journal.nodes) journal.pass(`c5${node}`, node, { type: 'generate', msg_id: 1 });
  journal.pass('c7', 'n1', { type: 'read', msg_id: 1 });
  for (const node of journal.nodes) journal.at(3).answered(`c6${node}`, node, 'read');
  t.deepEqual(
    journal.diagnoses().map(({ what }) => what),
    [
      'n1 and n2 never answered generate (2 requests), but answered init, read',
      'n1 left 1 request of 2 of type read without an answer',
    ],
  );
});

test('nothing is said of requests that a fault, a crash, a bad line or the end can explain', (t) => {
  const asked = (): MadeJournal => {
    const journal = new MadeJournal(['n1'], (client) => client === 'c9').begun();
    journal.at(2).pass('c5', 'n1', { type: 'echo', msg_id: 1 });
    return journal;
  };
  t.is(asked().diagnoses().length, 1);
  t.is(asked().diagnoses({ faults: [{ fault: 'pause', text: 'n1', from: 6, to: 7 }] }).length, 0);
  t.is(asked().diagnoses({ faults: [{ fault: 'pause', text: 'n1', from: 8, to: 9 }] }).length, 1);
  t.is(asked().diagnoses({ end: 2.5 * SECOND }).length, 0);
  const crashing = asked();
  crashing.conversations.fault(3 * SECOND, 'crash', 'n1 ended with exit status 1');
  t.is(crashing.diagnoses().length, 0);
  t.deepEqual(
    asked()
      .diagnoses({ troubles: [trouble('n1', 'malformed')] })
      .map(({ kind }) => kind),
    ['malformed'],
  );
  const dropped = new MadeJournal(['n1']).begun().at(2);
  dropped.send('c5', 'n1', { type: 'echo', msg_id: 1 });
  t.is(dropped.diagnoses().length, 0, 'the node never saw it');
  const looking = new MadeJournal(['n1'], (client) => client === 'c9').begun();
  looking.pass('c9', 'n1', { type: 'echo', msg_id: 1 });
  t.is(looking.diagnoses().length, 0, 'this client only looks');
});

/** Nodes that have answered reads, and are asked again at 2 s. */
function asking(...nodes: readonly string[]): MadeJournal {
  const journal = new MadeJournal(nodes).begun();
  for (const node of nodes) journal.answered(`c5${node}`, node, 'read');
  return journal.at(1.5);
}

function askAgain(journal: MadeJournal): void {
  journal.at(2);
  for (const node of journal.nodes) journal.pass(`c6${node}`, node, { type: 'read', msg_id: 1 });
}

test('a deadlock: the last message is a request whose reply lies unread', (t) => {
  const journal = asking('n1', 'n2');
  const id = journal.pass('n1', 'lin-kv', { type: 'read', msg_id: 7 });
  journal.at(1.6).pass('lin-kv', 'n1', { type: 'read_ok', in_reply_to: 7 });
  askAgain(journal);
  journal.pass('n2', 'c6n2', { type: 'read_ok', in_reply_to: 1 });
  const [found, ...others] = journal.diagnoses();
  t.deepEqual(others, []);
  t.like(found, { kind: 'deadlock', nodes: ['n1'], count: 1 });
  t.is(found?.messages[0], id);
  t.is(
    found?.what,
    `n1 has sent nothing after 1.5 s, although 1 request (1 read) was delivered: its last message is the request ` +
      `read to lin-kv (message ${id}), to which a reply was delivered at 1.6 s; ` +
      `probably a handler waits for the reply, and nothing is read meanwhile`,
  );
});

test('a deadlock: nodes that wait for each other are one, whichever way', (t) => {
  const journal = asking('n1', 'n2', 'n3');
  journal.pass('n1', 'n2', { type: 'tell', msg_id: 1 });
  journal.pass('n2', 'n3', { type: 'tell', msg_id: 1 });
  journal.pass('n3', 'n1', { type: 'tell', msg_id: 1 });
  askAgain(journal);
  const [found, ...others] = journal.diagnoses();
  t.deepEqual(others, []);
  t.regex(
    found?.what ?? '',
    /^n1 and 2 other nodes have sent nothing after 1.5 s, .*, and n2 is waiting in the same way; /,
  );
});

test('a deadlock: a request that was dropped, and one that its receiver leaves unanswered', (t) => {
  const ending = (isDropped: boolean): string => {
    const journal = asking('n1', 'n2');
    const id = journal.send('n1', 'n2', { type: 'tell', msg_id: 1 });
    if (isDropped) journal.drop(id, 'n1', 'n2');
    askAgain(journal);
    journal.pass('n2', 'c6n2', { type: 'read_ok', in_reply_to: 1 });
    return journal.diagnoses()[0]?.what ?? '';
  };
  t.regex(ending(true), /, which the network dropped; probably/);
  t.regex(ending(false), /, to which n2 sent no reply; probably/);
});

test('a deadlock: what a node was asked before it asked others counts as asked', (t) => {
  const journal = new MadeJournal(['n1', 'n2']).begun();
  for (const node of journal.nodes) journal.answered(`c4${node}`, node, 'topology');
  for (const [node, peer] of [
    ['n1', 'n2'],
    ['n2', 'n1'],
  ] as const) {
    journal.at(1.5).pass(`c5${node}`, node, { type: 'broadcast', msg_id: 1 });
    journal.at(1.6).pass(node, peer, { type: 'broadcast', msg_id: 1 });
    journal.at(3).pass(`c6${node}`, node, { type: 'read', msg_id: 1 });
  }
  t.deepEqual(
    journal.diagnoses().map(({ kind, nodes }) => [kind, nodes]),
    [['deadlock', ['n1', 'n2']]],
  );
});

test('a storm explains requests that had no answer in time', (t) => {
  const journal = new MadeJournal(['n1', 'n2']).begun();
  journal.answered('c4', 'n1', 'read');
  journal.pass('c5', 'n1', { type: 'read', msg_id: 1 });
  journal.pass('c6', 'n1', { type: 'write', msg_id: 1 });
  for (let i = 0; i < 12_000; i++) journal.at(1).send('n1', 'n2', { type: 'gossip' });
  const late = journal.at(8).send('n1', 'c5', { type: 'read_ok', in_reply_to: 1 });
  journal.drop(late, 'n1', 'c5');
  t.deepEqual(
    journal.diagnoses().map(({ kind }) => kind),
    ['storm'],
  );
});

test('a node whose last message is no request is silent, but in no deadlock', (t) => {
  const journal = asking('n1', 'n2');
  journal.pass('n1', 'n2', { type: 'gossip', values: [] });
  askAgain(journal);
  t.deepEqual(
    journal.diagnoses().map(({ kind }) => kind),
    ['silent'],
  );
});

test('requests that got nothing but error replies: how many, and the commonest', (t) => {
  const journal = new MadeJournal(['n1', 'n2']).begun();
  for (let i = 0; i < 5; i++) {
    const node = i % 2 === 0 ? 'n1' : 'n2';
    const text = i === 3 ? 'busy' : 'no such method';
    journal.pass(`c7${i}`, node, { type: 'echo', msg_id: 1 });
    journal.pass(node, `c7${i}`, { type: 'error', code: i === 3 ? 11 : 10, text, in_reply_to: 1 });
  }
  const [found, ...others] = journal.diagnoses();
  t.deepEqual(others, []);
  t.is(
    found?.what,
    'all 5 echo requests got error replies: mostly (4 of 5) code 10 (not-supported), "no such method", and 1 other kind of error',
  );
  t.is(found?.cure, 'the node has no handler for echo: give it one that replies with echo_ok');
});

test('one node that refuses what others do is named; conflicts come to any node', (t) => {
  const refused = (code: number): readonly string[] => {
    const journal = new MadeJournal(['n1', 'n2']).begun();
    journal.answered('c5', 'n2', 'write');
    for (let i = 0; i < 3; i++) {
      journal.pass(`c7${i}`, 'n1', { type: 'write', msg_id: 1 });
      journal.pass('n1', `c7${i}`, { type: 'error', code, text: 'no', in_reply_to: 1 });
    }
    return journal.diagnoses().map(({ what }) => what);
  };
  t.deepEqual(refused(13), ['all 3 write requests to n1 got error replies: code 13 (crash), "no"']);
  t.deepEqual(refused(22), []);
});

for (const [code, words] of [
  ['11', 'code "11", a string'],
  [undefined, 'no code'],
  [null, 'code null'],
  [1.5, 'code 1.5'],
] as const) {
  test(`an error reply with ${words} is told, also if others succeed`, (t) => {
    const journal = new MadeJournal(['n1']).begun();
    journal.answered('c5', 'n1', 'echo');
    journal.pass('c6', 'n1', { type: 'echo', msg_id: 1 });
    journal.pass('n1', 'c6', { type: 'error', code, text: 'no', in_reply_to: 1 });
    t.deepEqual(
      journal.diagnoses().map(({ what }) => what),
      [`n1 sent 1 error reply to echo with ${words}, "no"`],
    );
  });
}

test('a storm is told with its figures; as many messages for more operations, or over a long time, are none', (t) => {
  const invoked = (count: number) =>
    history(...Array.from({ length: count }, (_, i) => [i, 'invoke', 'read'] as const));
  const flooded = (seconds: number): MadeJournal => {
    const journal = new MadeJournal(['n1', 'n2']);
    for (let i = 0; i < 12_000; i++) journal.at((i * seconds) / 12_000).send('n1', 'n2', { type: 'gossip' });
    return journal;
  };
  const [found, ...others] = flooded(3).diagnoses({ history: invoked(10) });
  t.deepEqual(others, []);
  t.is(
    found?.what,
    'the nodes sent each other 12,000 messages in 3 s, 1,200 for each operation of a client; 100 % are of type gossip',
  );
  t.deepEqual(flooded(3).diagnoses({ history: invoked(100) }), []);
  t.deepEqual(flooded(60).diagnoses({ history: invoked(10) }), []);
});

test('a storm that grows is told with the growth', (t) => {
  const journal = new MadeJournal(['n1', 'n2']);
  for (let second = 0; second < 4; second++)
    for (let i = 0; i < 10 ** (second + 1); i++) journal.at(second).send('n1', 'n2', { type: 'gossip' });
  t.regex(journal.diagnoses()[0]?.what ?? '', /\(10 in the first second, up to 10,000 later\)/);
});

test('troubles are told once for all nodes that had them, crashes first', (t) => {
  const troubles = [
    trouble('n3', 'not-json', 2),
    trouble('n1', 'not-json', 1),
    trouble('n2', 'crashed', 1, 'ended by itself with exit status 1: KeyError'),
    trouble('n1', 'malformed', 1, 'dest is not a string'),
  ];
  const found = new MadeJournal().diagnoses({ troubles });
  t.deepEqual(
    found.map(({ what }) => what),
    [
      'n2 ended by itself with exit status 1: KeyError',
      'n1 and n3 printed 3 lines that are not JSON, such as xyz',
      'n1 printed 1 line that is no message: dest is not a string, such as xyz',
    ],
  );
  t.is(found[1]?.detail, 'n1 did it\n    xyz\n  expected: no xyz\n  hint: leave it');
  t.is(
    sentenceOf(found[0] ?? { what: '', cure: '', kind: 'silent', nodes: [], count: 0, messages: [] }),
    'n2 ended by itself with exit status 1: KeyError; hint: leave it',
  );
});

test('bad lines that make a strict run invalid say so', (t) => {
  const options = { nodes: ['n1'], strict: true, availability: undefined, loss: 0 };
  const troubles = [trouble('n1', 'not-json'), trouble('n1', 'foreign-src')];
  const found = new MadeJournal(['n1']).diagnoses({ troubles, options });
  t.deepEqual(
    found.map(({ what }) => what.endsWith('(--strict makes the run invalid for it)')),
    [true, false],
  );
});

test('an availability that was missed says by how much, and which operations failed why', (t) => {
  const all = history(
    [0, 'invoke', 'read'],
    [1, 'invoke', 'read'],
    [2, 'invoke', 'write'],
    [3, 'invoke', 'write'],
    [0, 'ok', 'read'],
  ).concat([
    { index: 5, time: 5, type: 'fail', process: 1, f: 'read', value: null, error: 'net-timeout' },
    { index: 6, time: 6, type: 'info', process: 2, f: 'write', value: null, error: ['crash', 'boom'] },
  ]);
  const judged = {
    availability: { valid: false, 'ok-fraction': 0.25 },
    thresholds: [],
    net: { valid: true },
  };
  const options = { nodes: [], strict: false, availability: 0.9, loss: 0 };
  const [found] = new MadeJournal().diagnoses({ history: all, judged, options });
  t.is(
    found?.what,
    'availability 0.25 is below 0.9 by 0.65: 3 of 4 operations did not succeed ' +
      '(1 × read: no reply in time; 1 × write: error crash, boom; 1 never ended)',
  );
  t.deepEqual(found?.operations, [5, 6]);
});

test('too many messages per operation say which they are', (t) => {
  const journal = new MadeJournal();
  for (let i = 0; i < 4; i++) journal.send('n1', 'n2', { type: i === 0 ? 'ack' : 'gossip' });
  const thresholds = [{ expect: 'msgs-per-op < 2', valid: false, actual: 4, problem: 'over by 2' }];
  const judged = { availability: { valid: true }, thresholds, net: { valid: true } };
  t.is(
    journal.diagnoses({ judged })[0]?.what,
    'msgs-per-op is 4, expected < 2 (over by 2): of the 4 messages between nodes gossip 75 %, ack 25 %',
  );
});

test('without a journal troubles are still told, and older results by their troubles alone', (t) => {
  const troubles = [trouble('n1', 'not-json')];
  const options = { nodes: ['n1'], strict: false, availability: undefined, loss: 0 };
  const evidence = { conversations: undefined, troubles, history: [], faults: [], options, end: 0 };
  t.is(diagnose(evidence).length, 1);
  t.is(diagnosesOf({ diagnostics: troubles }).length, 1);
  t.deepEqual(diagnosesOf({ diagnoses: [], diagnostics: troubles }), []);
});
