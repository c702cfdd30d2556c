/** Transactions over a store whose messages get lost, and that others write to as well. */

import test from 'ava';
import type { Body, RpcError } from '../../../node/index.js';
import { Transactor, type Transaction } from '../../../node/transactions/transactor.js';
import { LinearizableKeyValue } from '../../../router/services/lin-kv.js';
import { asking } from '../../router/services/asking.js';
import { WiredNode } from '../wired-node.js';

/** A number: an error of that code is the answer. */
type Fate = 'arrives' | 'lost' | 'reply lost' | number;

/** A node with a transactor of lists, and the store that it uses. */
class Stage {
  /** Types of the requests to the store. */
  readonly requests: string[] = [];
  /** When they were sent, in milliseconds. */
  readonly times: number[] = [];
  readonly store = asking(new LinearizableKeyValue());
  readonly wired: WiredNode;
  readonly transactor: Transactor;
  /** What is done before a request is answered. */
  before: (body: Body) => void = () => {};

  /** `fates` of the requests in turn; all others arrive. */
  constructor(fates: readonly Fate[] = [], latencyMs = 1) {
    let transactor: Transactor | undefined;
    const wired = new WiredNode(
      (node) => {
        transactor = new Transactor(node, (list, value) => [...((list as unknown[] | null) ?? []), value]);
      },
      ({ dest, body }) => {
        if (dest !== 'lin-kv') return;
        const fate = fates[this.requests.length];
        this.requests.push(body.type ?? '');
        this.times.push(wired.node.now());
        if (fate === 'lost') return;
        this.before(body);
        const refusal = { type: 'error', code: fate, text: 'busy' };
        const reply = typeof fate === 'number' ? refusal : this.store('n1', body);
        if (fate === 'reply lost') return;
        wired.clock.schedule(latencyMs * 1e6, () =>
          wired.receive({ ...reply, in_reply_to: body.msg_id ?? -1 }, 'lin-kv'),
        );
      },
    );
    this.wired = wired.init();
    this.transactor = transactor as unknown as Transactor;
  }

  /** Performs them all at once, each of a client of its own, and gives how each ended: itself, or its error's code. */
  perform(...transactions: readonly Transaction[]): Promise<unknown[]> {
    return this.wired.clock.drive(() =>
      Promise.all(
        transactions.map((each, i) =>
          this.transactor.perform(`c${i}`, each).catch((error: RpcError) => error.code),
        ),
      ),
    );
  }

  /** The same, all of one client. */
  performInOrder(...transactions: readonly Transaction[]): Promise<unknown[]> {
    return this.wired.clock.drive(() =>
      Promise.all(transactions.map((each) => this.transactor.perform('c1', each))),
    );
  }

  /** A transaction of another node: appends to the list 9. */
  interfere(): void {
    const held = this.store('n2', { type: 'read', key: 'root' });
    const root = (held['value'] ?? { hot: [], pages: [], commits: {} }) as {
      hot: [unknown, unknown[]][];
      commits: object;
    };
    const list = root.hot.find(([key]) => key === 9)?.[1] ?? [];
    const hot = [...root.hot.filter(([key]) => key !== 9), [9, [...list, 'theirs']]];
    const commits = { ...root.commits, n2: `n2-${list.length}` };
    this.store('n2', { type: 'write', key: 'root', value: { ...root, hot, commits } });
  }
}

const append = (key: number, value: unknown): Transaction => [['append', key, value]];
const read = (key: number, value: unknown = null): Transaction => [['r', key, value]];

test('a transaction sees its own writes, and those that were acknowledged before', async (t) => {
  const stage = new Stage();
  const first: Transaction = [
    ['r', 1, null],
    ['append', 1, 'a'],
    ['r', 1, null],
    ['append', 2, 'b'],
  ];
  t.deepEqual(await stage.perform(first), [
    [
      ['r', 1, null],
      ['append', 1, 'a'],
      ['r', 1, ['a']],
      ['append', 2, 'b'],
    ],
  ]);
  t.deepEqual(
    await stage.perform([
      ['append', 1, 'c'],
      ['r', 1, null],
      ['r', 2, null],
    ]),
    [
      [
        ['append', 1, 'c'],
        ['r', 1, ['a', 'c']],
        ['r', 2, ['b']],
      ],
    ],
  );
});

test('one that only reads takes one look at the store, one that writes a look and a commit', async (t) => {
  const stage = new Stage();
  await stage.perform(append(1, 'a'));
  t.deepEqual(stage.requests, ['read', 'cas']);
  t.deepEqual(await stage.perform(read(1)), [read(1, ['a'])]);
  t.deepEqual(stage.requests.slice(2), ['read']);
});

test('a read behind a write of its client goes along with its commit, and shows it', async (t) => {
  const stage = new Stage();
  const done = await stage.performInOrder(append(1, 'a'), read(1), append(1, 'b'), read(1), append(1, 'c'));
  t.deepEqual(stage.requests, ['read', 'cas', 'read', 'cas']);
  t.deepEqual(done, [append(1, 'a'), read(1, ['a']), append(1, 'b'), read(1, ['a', 'b']), append(1, 'c')]);
});

test('what comes while others are at work goes along with one more round', async (t) => {
  const stage = new Stage();
  const done = await stage.perform(append(1, 'a'), append(1, 'b'), [...read(1), ...append(1, 'c')], read(1));
  t.deepEqual(stage.requests, ['read', 'cas', 'read', 'cas']);
  // The one that only reads is of another client, and need not wait for those that write: it may be the first of its round.
  t.deepEqual(done, [
    append(1, 'a'),
    append(1, 'b'),
    [...read(1, ['a', 'b']), ...append(1, 'c')],
    read(1, ['a']),
  ]);
});

test('where another node was faster, the transaction is done anew on what that left', async (t) => {
  const stage = new Stage();
  stage.before = ({ type }) => {
    if (type === 'cas' && stage.requests.length < 8) stage.interfere();
  };
  const done = await stage.perform([...read(9), ...append(9, 'ours')]);
  t.deepEqual(done, [[...read(9, ['theirs', 'theirs', 'theirs']), ...append(9, 'ours')]]);
  t.deepEqual(await stage.perform(read(9)), [read(9, ['theirs', 'theirs', 'theirs', 'ours'])]);
});

test('who came first is served first, also after a defeat', async (t) => {
  const stage = new Stage();
  stage.before = ({ type }) => {
    if (type === 'cas' && stage.requests.length === 2) stage.interfere();
  };
  await stage.perform(append(1, 'a'), append(1, 'b'));
  t.deepEqual(stage.requests, ['read', 'cas', 'read', 'cas']);
  t.deepEqual(await stage.perform(read(1)), [read(1, ['a', 'b'])]);
});

test('after a defeat a node waits for up to a round trip, after more in a row for longer; a commit makes up for all', async (t) => {
  const stage = new Stage([], 100);
  let defeats = 0;
  stage.before = ({ type }) => {
    if (type === 'cas' && defeats-- > 0) stage.interfere();
  };
  /** How long the node waited after each of so many defeats. */
  const waits = async (count: number): Promise<number[]> => {
    defeats = count;
    const start = stage.times.length;
    await stage.perform(append(1, 'a'));
    const times = stage.times.slice(start);
    return Array.from({ length: count }, (_, i) => (times[2 * i + 2] ?? 0) - (times[2 * i + 1] ?? 0) - 100);
  };
  const single: number[] = [];
  for (let i = 0; i < 10; i++) single.push(...(await waits(1)));
  t.true(single.every((wait) => wait > 0 && wait < 100) && Math.max(...single) > 50, single.join());
  const many = [...(await waits(6)), ...(await waits(6)), ...(await waits(6))];
  t.true(
    many.every((wait, i) => wait < 100 * Math.min(5, (i % 6) + 1)) && Math.max(...many) > 200,
    many.join(),
  );
});

test('to whom others are preferred for over four seconds is refused, without effect', async (t) => {
  const stage = new Stage([], 100);
  stage.before = ({ type }) => {
    if (type === 'cas') stage.interfere();
  };
  const start = stage.wired.node.now();
  t.deepEqual(await stage.perform(append(1, 'a')), [30]);
  const took = stage.wired.node.now() - start;
  t.true(took >= 4000 && took < 5000, String(took));
  stage.before = () => {};
  t.deepEqual(await stage.perform(read(1)), [read(1)]);
});

for (const [title, fates] of [
  ['a look', ['lost', 'reply lost']],
  ['a commit that did not arrive', ['arrives', 'lost', 'lost']],
  ['a commit that took effect', ['arrives', 'reply lost', 'reply lost']],
  ['the look that follows such a commit', ['arrives', 'reply lost', 'arrives', 'lost']],
] as const) {
  test(`the loss of ${title} costs time only: the transaction happens once`, async (t) => {
    const stage = new Stage(fates);
    t.deepEqual(await stage.perform(append(1, 'a')), [append(1, 'a')]);
    t.deepEqual(await stage.perform(read(1)), [read(1, ['a'])]);
  });
}

test('a commit without an answer is found to have taken effect also when others have come after it', async (t) => {
  const stage = new Stage(['arrives', 'reply lost']);
  stage.before = ({ type }) => {
    if (type === 'cas' && stage.requests.length === 3) stage.interfere();
  };
  t.deepEqual(await stage.perform(append(9, 'ours')), [append(9, 'ours')]);
  t.deepEqual(await stage.perform(read(9)), [read(9, ['ours', 'theirs'])]);
});

test('a commit without an answer is found to have had none also when others have come before it', async (t) => {
  const stage = new Stage(['arrives', 'lost']);
  stage.before = ({ type }) => {
    if (type === 'cas' && stage.requests.length === 3) stage.interfere();
  };
  t.deepEqual(await stage.perform([...append(9, 'ours'), ...read(9)]), [
    [...append(9, 'ours'), ...read(9, ['theirs', 'ours'])],
  ]);
  t.deepEqual(await stage.perform(read(9)), [read(9, ['theirs', 'ours'])]);
});

test('a store that is slow is waited for, once it is known to be', async (t) => {
  const stage = new Stage([], 2500);
  t.deepEqual(await stage.perform(append(1, 'a')), [append(1, 'a')]);
  const asked = stage.requests.length;
  t.deepEqual(await stage.perform(append(1, 'b')), [append(1, 'b')]);
  t.is(stage.requests.length, asked + 2);
  t.deepEqual(await stage.perform(read(1)), [read(1, ['a', 'b'])]);
});

test('where answers are quick, what is lost is asked for again soon', async (t) => {
  const stage = new Stage(['arrives', 'arrives', 'lost', 'lost', 'lost']);
  await stage.perform(append(1, 'a'));
  const start = stage.wired.node.now();
  await stage.perform(read(1));
  t.true(stage.wired.node.now() - start < 600);
});

test('more keys than the root holds are kept in pages, each read once', async (t) => {
  const stage = new Stage();
  for (let key = 0; key < 100; key++) await stage.perform(append(key, key));
  const pages = stage.requests.filter((type) => type === 'write').length;
  t.true(pages > 2 && pages < 8);
  const before = stage.requests.length;
  for (let key = 0; key < 100; key++) t.deepEqual(await stage.perform(read(key)), [read(key, [key])]);
  // This node has written all pages itself.
  t.is(stage.requests.length, before + 100);
});

test('any other error of the store is passed on, and the next transaction is served', async (t) => {
  const stage = new Stage([11, 'arrives', 13]);
  t.deepEqual(await stage.perform(append(1, 'a')), [11]);
  t.deepEqual(await stage.perform(append(1, 'b')), [13]);
  t.deepEqual(await stage.perform(append(1, 'c')), [append(1, 'c')]);
  t.deepEqual(await stage.perform(read(1)), [read(1, ['c'])]);
});
