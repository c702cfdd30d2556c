import test from 'ava';
import { renumbered } from '../../../harness/replay/renumbered.js';

const request = (dest: string, msg_id: number, key: string): string =>
  JSON.stringify({ src: 'n1', dest, body: { type: 'read', key, msg_id } });
const reply = (src: string, in_reply_to: number, value: string): string =>
  JSON.stringify({ src, dest: 'n1', body: { type: 'read_ok', value, in_reply_to } });
const INPUT = [
  '{"src":"c1","dest":"n1","body":{"type":"read","msg_id":1}}',
  reply('lin-kv', 5, 'a'),
  reply('lin-kv', 9, 'b'),
];

test('replies bear the numbers that their requests have in a replay', async (t) => {
  const requests = [request('lin-kv', 5, 'x'), request('lin-kv', 9, 'y')];
  const { input, changed } = await renumbered(INPUT, requests, () =>
    // Other output, and what is no message at all, is none of it.
    Promise.resolve([
      request('lin-kv', 2, 'y'),
      'text',
      request('seq-kv', 7, 'x'),
      request('lin-kv', 1, 'x'),
    ]),
  );
  t.deepEqual(input, [INPUT[0], reply('lin-kv', 1, 'a'), reply('lin-kv', 2, 'b')]);
  t.is(changed, 2);
});

test('of requests that say the same the first is the first', async (t) => {
  const requests = [request('lin-kv', 5, 'x'), request('lin-kv', 9, 'x')];
  const { input } = await renumbered(INPUT, requests, () =>
    Promise.resolve([request('lin-kv', 9, 'x'), request('lin-kv', 10, 'x')]),
  );
  t.deepEqual(input.slice(1), [reply('lin-kv', 9, 'a'), reply('lin-kv', 10, 'b')]);
});

test('a request that follows from a reply is found when it is played again', async (t) => {
  const requests = [request('lin-kv', 5, 'x'), request('lin-kv', 9, 'y')];
  const { input } = await renumbered(INPUT, requests, (lines) =>
    Promise.resolve([
      request('lin-kv', 1, 'x'),
      ...(lines[1] === reply('lin-kv', 1, 'a') ? [request('lin-kv', 3, 'y')] : []),
    ]),
  );
  t.deepEqual(input.slice(1), [reply('lin-kv', 1, 'a'), reply('lin-kv', 3, 'b')]);
});

test('what does not come in the replay keeps its number, and where nothing was asked nothing is played', async (t) => {
  const kept = await renumbered(INPUT, [request('lin-kv', 5, 'x')], () => Promise.resolve([]));
  t.deepEqual(kept, { input: INPUT, changed: 0 });
  await t.notThrowsAsync(
    renumbered(INPUT, [request('seq-kv', 5, 'x')], () => Promise.reject(new Error('played'))),
  );
});

test('numbers of any size stay what they are', async (t) => {
  const line = '{"src":"lin-kv","dest":"n1","body":{"in_reply_to":5,"value":9007199254740993}}';
  const { input } = await renumbered([line], [request('lin-kv', 5, 'x')], () =>
    Promise.resolve([request('lin-kv', 1, 'x')]),
  );
  t.deepEqual(input, ['{"src":"lin-kv","dest":"n1","body":{"in_reply_to":1,"value":9007199254740993}}']);
});
