/** What the programs of transactions say to their clients. How they work is tested in ../transactions. */

import test from 'ava';
import type { Body } from '../../../node/index.js';
import txnListAppend from '../../../node/programs/txn-list-append.js';
import txnRwRegister from '../../../node/programs/txn-rw-register.js';
import { LinearizableKeyValue } from '../../../router/services/lin-kv.js';
import { asking } from '../../router/services/asking.js';
import { ask } from '../asking.js';
import { WiredNode } from '../wired-node.js';

/** Answers requests to `lin-kv` at once. */
function started(program: typeof txnListAppend): WiredNode {
  const store = asking(new LinearizableKeyValue());
  const wired = new WiredNode(program, ({ dest, body }) => {
    if (dest === 'lin-kv')
      wired.receive({ ...store('n1', body), in_reply_to: body.msg_id ?? -1 } as Body, 'lin-kv');
  });
  return wired.init();
}

/** The body of the answer to a transaction, without the numbers. */
async function perform(wired: WiredNode, txn: unknown): Promise<unknown> {
  wired.receive({ type: 'txn', msg_id: 99, txn });
  await wired.pass(1);
  const {
    msg_id: _,
    in_reply_to: __,
    ...answer
  } = wired.takeBodies().find(({ in_reply_to }) => in_reply_to === 99) ?? {};
  return answer;
}

test('txn-list-append: reads show lists, appends make them longer', async (t) => {
  const wired = started(txnListAppend);
  t.deepEqual(
    await perform(wired, [
      ['r', 1, null],
      ['append', 1, 6],
      ['append', 1, 7],
      ['r', 1, null],
    ]),
    {
      type: 'txn_ok',
      txn: [
        ['r', 1, null],
        ['append', 1, 6],
        ['append', 1, 7],
        ['r', 1, [6, 7]],
      ],
    },
  );
  t.deepEqual(await perform(wired, []), { type: 'txn_ok', txn: [] });
});

test('txn-rw-register: reads show values, writes replace them', async (t) => {
  const wired = started(txnRwRegister);
  t.deepEqual(
    await perform(wired, [
      ['r', 'k', null],
      ['w', 'k', 6],
      ['w', 'k', [7]],
      ['r', 'k', null],
    ]),
    {
      type: 'txn_ok',
      txn: [
        ['r', 'k', null],
        ['w', 'k', 6],
        ['w', 'k', [7]],
        ['r', 'k', [7]],
      ],
    },
  );
});

for (const [name, program, write, other] of [
  ['txn-list-append', txnListAppend, 'append', 'w'],
  ['txn-rw-register', txnRwRegister, 'w', 'append'],
] as const) {
  for (const txn of [
    undefined,
    'r',
    [['r', 1]],
    [[other, 1, 2]],
    [['r', 1, null], null],
    [['r', 1, null, 0]],
  ]) {
    test(`${name}: ${JSON.stringify(txn)} is malformed, and nothing of it is done`, (t) => {
      const wired = started(program);
      const { text, ...rest } = ask(wired, { type: 'txn', txn });
      t.deepEqual(rest, { type: 'error', code: 12 });
      t.regex(
        String(text),
        new RegExp(`a list of \\["r", key, null\\] and \\["${write}", key, value\\], got `),
      );
      t.deepEqual(wired.take(), []);
    });
  }
}
