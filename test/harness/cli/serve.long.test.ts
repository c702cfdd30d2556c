import { once } from 'node:events';
import path from 'node:path';
import test from 'ava';
import { folder } from '../folder.js';
import { addRun, RESULTS, storeOf } from '../serve/made-up-store.js';
import { eddy, Eddy } from './eddy.js';

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`${signal} ends it with 0, though a reader still listens`, async (t) => {
    const serving = new Eddy(['serve', storeOf({ results: RESULTS }), '--port', '0']);
    await once(serving.child.stdout ?? serving.child, 'data');
    const [url] = /http:\S+/.exec(serving.out) ?? [];
    const { status, body } = await fetch(`${url}live/events`);
    t.is(status, 200);
    await body?.getReader().read();
    serving.child.kill(signal);
    t.like(await serving.ended, { status: 0, signal: null, err: '' });
  });
}

test('wrong usage is told before anything is served', async (t) => {
  const store = storeOf();
  const run = addRun(store, { results: RESULTS });
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [['--port', 'x'], /--port: expected a whole number from 0 to 65535, got "x"/],
    [['--port', '65536'], /--port: expected/],
    [[path.join(folder(), 'none')], /expected the folder of a store.*there is no such folder/],
    [[path.join(run, 'test.json')], /that is a file/],
    [[run], /got a single run.*Name the folder two levels above it/],
    [['--host', '203.0.113.7', '--port', '0'], /--host: expected an address or a name of this machine/],
    [['a', 'b'], /too many arguments/],
  ];
  await Promise.all(
    cases.map(async ([args, expected]) => {
      const { status, err } = await eddy(['serve', ...args]);
      t.is(status, 254, args.join(' '));
      t.regex(err, expected);
    }),
  );
});
