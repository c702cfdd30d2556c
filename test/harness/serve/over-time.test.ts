import path from 'node:path';
import test from 'ava';
import { Listing } from '../../../harness/serve/listing.js';
import { type OverTime, OverTimes } from '../../../harness/serve/over-time.js';
import { write } from '../folder.js';
import { addRun, linesOf, storeOf, TIME } from './made-up-store.js';

const operation = (ms: number, type: string): unknown => ({ time: ms * 1e6, process: 1, type });

async function overTimeOf(history: readonly unknown[]): Promise<OverTime | undefined> {
  const store = storeOf();
  addRun(store, { history });
  const run = await new Listing(store, () => 0).run('broadcast', TIME);
  return run && new OverTimes().of(run);
}

test('operations that ended well, and those of unknown outcome, per second', async (t) => {
  t.deepEqual(
    await overTimeOf([
      operation(0, 'invoke'),
      operation(10, 'ok'),
      operation(20, 'invoke'),
      operation(30, 'ok'),
      operation(110, 'invoke'),
      operation(120, 'fail'),
      operation(210, 'invoke'),
      operation(250, 'info'),
    ]),
    { seconds: 0.1, ok: [20, 0, 0], info: [0, 0, 10] },
  );
});

test('a picture has at most thirty-two slices, however long the run', async (t) => {
  const many = Array.from({ length: 1000 }, (_, i) => operation(i * 100, 'ok'));
  const data = await overTimeOf(many);
  t.true((data?.ok.length ?? 0) >= 16 && (data?.ok.length ?? 0) <= 32);
  t.is(
    data?.ok.reduce((sum, each) => sum + each * data.seconds, 0),
    1000,
  );
});

test('a history that cannot be read has no picture', async (t) => {
  t.is(await overTimeOf(['nonsense', '{}']), undefined);
});

test('a history is read again when it has changed, and not before', async (t) => {
  const store = storeOf();
  const folder = addRun(store, { history: [operation(1, 'ok')] });
  const run = await new Listing(store, () => 0).run('broadcast', TIME);
  if (run === undefined) return t.fail();
  const overTimes = new OverTimes();
  const before = await overTimes.of(run);
  t.is(await overTimes.of(run), before);
  write(path.join(folder, 'history.ndjson'), linesOf([operation(1, 'ok'), operation(2, 'ok')]));
  t.deepEqual((await overTimes.of(run))?.ok, [20]);
});
