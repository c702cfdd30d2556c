import path from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { play } from './playing.js';

const FIXTURES = fileURLToPath(new URL('../../../../fixtures', import.meta.url));

test('the cases that come with Eddy pass in all three runtimes', async (t) => {
  t.timeout(120_000);
  const { entries } = await play({ paths: [path.join(FIXTURES, 'cases')], runtime: 'all' });
  t.deepEqual(
    entries.filter((entry) => entry.status !== 'passed'),
    [],
  );
  t.true(entries.length >= 60);
});

test('the scenarios that come with Eddy have their verdicts', async (t) => {
  t.timeout(120_000);
  const { entries } = await play({ paths: [path.join(FIXTURES, 'scenarios')] });
  t.deepEqual(
    entries.filter((entry) => entry.status !== 'passed'),
    [],
  );
});
