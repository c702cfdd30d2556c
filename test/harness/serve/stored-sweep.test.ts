import test from 'ava';
import { Listing } from '../../../harness/serve/listing.js';
import { readSweep } from '../../../harness/serve/stored-sweep.js';
import { addSweep, linesOf, storeOf, SWEEP_END, SWEEP_PLAN, TIME } from './made-up-store.js';

const made = (files: Readonly<Record<string, unknown>>): string => addSweep(storeOf(), TIME, files);

test('a sweep that has ended is what its results say', async (t) => {
  const folder = made({ 'plan.json': SWEEP_PLAN, 'sweep.json': SWEEP_END, 'sweep.html': '<p>' });
  t.deepEqual(await readSweep(folder), {
    time: TIME,
    folder,
    startedAt: Date.parse('2026-01-01T12:00:00Z'),
    hasPage: true,
    summary: {
      workload: 'broadcast',
      axes: ['fanout'],
      points: 2,
      runs: { done: 6, planned: 6 },
      failures: 1,
      sentence: 'Take fanout=1.',
      isMet: true,
    },
  });
});

test('a target that was missed in one seed is not met, and without a target nothing is', async (t) => {
  const isMet = async (recommendation: unknown): Promise<unknown> =>
    (await readSweep(made({ 'sweep.json': { ...SWEEP_END, recommendation } }))).summary?.isMet;
  t.is(await isMet({ basis: 'target', met: 2, seeds: 3 }), false);
  t.is(await isMet({ basis: 'knee', met: 2, seeds: 3 }), undefined);
  t.is(await isMet(undefined), undefined);
});

test('a sweep that has not ended has come so far', async (t) => {
  const folder = made({ 'plan.json': SWEEP_PLAN, 'runs.ndjson': linesOf([{}, {}]) });
  t.like((await readSweep(folder)).summary, { runs: { done: 2, planned: 6 }, sentence: undefined });
});

test('a sweep whose files are damaged is listed without a summary', async (t) => {
  for (const content of ['{', [], { ...SWEEP_END, points: 7 }])
    t.is((await readSweep(made({ 'sweep.json': content }))).summary, undefined);
});

test('a sweep is read again when its files have changed, and not before', async (t) => {
  const store = storeOf();
  addSweep(store, TIME, { 'plan.json': SWEEP_PLAN });
  const listing = new Listing(store, () => 0);
  const before = await listing.sweep(TIME);
  t.is(await listing.sweep(TIME), before);
  addSweep(store, TIME, { 'sweep.json': SWEEP_END });
  t.is((await listing.sweep(TIME))?.summary?.sentence, 'Take fanout=1.');
});
