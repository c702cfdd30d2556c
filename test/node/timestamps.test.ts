/** The client of the timestamp oracle. */

import test from 'ava';
import type { Body } from '../../node/index.js';
import { WiredNode } from './wired-node.js';

/** The outcome of one request that is answered so; undefined: not at all. */
async function ask(answer: Body | undefined): Promise<{ asked: readonly Body[]; outcome: unknown }> {
  const wired = new WiredNode(() => {}).init();
  const outcome = wired.node
    .timestamps()
    .next({ timeoutMs: 100 })
    .catch((error: unknown) => error);
  const asked = wired.take();
  if (answer !== undefined) wired.receive({ ...answer, in_reply_to: asked[0]?.body.msg_id ?? -1 }, 'lin-tso');
  await wired.pass(100);
  return { asked: asked.map(({ dest, body }) => ({ dest, ...body })), outcome: await outcome };
}

test('next asks lin-tso, and resolves with the timestamp', async (t) => {
  t.deepEqual(await ask({ type: 'ts_ok', ts: 41 }), {
    asked: [{ dest: 'lin-tso', type: 'ts', msg_id: 1 }],
    outcome: 41,
  });
});

test('no answer, an error and an answer without a number reject', async (t) => {
  t.like((await ask(undefined)).outcome, { code: 0 });
  t.like((await ask({ type: 'error', code: 11, text: 'busy' })).outcome, { code: 11, message: 'busy' });
  t.like((await ask({ type: 'ts_ok', ts: '41' })).outcome, {
    code: 13,
    message: 'lin-tso: expected ts to be a number, got "41"',
  });
});
