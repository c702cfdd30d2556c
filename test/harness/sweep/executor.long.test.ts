/** What every executor of a sweep promises: the simulated one, whose runs are done in threads, and the live one. */

import { existsSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import type { TestInput } from '../../../harness/options/schema.js';
import { type Executor, type Keep, Live, Simulated } from '../../../harness/sweep/executor.js';
import { keyOf, type PlannedRun } from '../../../harness/sweep/grid.js';
import { folder, write } from '../folder.js';

type Env = Readonly<Record<string, string>>;

interface Kind {
  readonly name: string;
  readonly runtime: 'sim' | 'process';
  readonly make: (keep: Keep, env: Env) => Executor;
}

const KINDS: readonly Kind[] = [
  {
    name: 'simulated',
    runtime: 'sim',
    make: (keep, env) => new Simulated({ threads: 1, keep, limitMs: 60_000 }, env, new Set()),
  },
  { name: 'live', runtime: 'process', make: (keep) => new Live(keep, new AbortController().signal) },
];

const LIBRARY = JSON.stringify(import.meta.resolve('../../../node/index.js'));
/** Says what it is asked where MODE is good, something else where it is wrong, and does not start where it is broken. */
const PROGRAM = write(
  path.join(folder(), 'program.mjs'),
  `import { runIfMain, shape } from ${LIBRARY};
  export default function program(node) {
    const { MODE } = process.env;
    node.onInit(() => { if (MODE === 'broken') throw new Error('on purpose'); });
    node.handle('echo', { echo: shape.any }, ({ echo }) => ({ echo: MODE === 'good' ? echo : 'wrong' }));
  }
  runIfMain(import.meta.url, program);\n`,
);

function planned(runtime: Kind['runtime'], env: Env): PlannedRun {
  const input: TestInput = {
    workload: 'echo',
    bin: PROGRAM,
    runtime,
    seed: 1,
    'node-count': 1,
    // The live run ends after this time, so it must be short; a slow machine has the first second for its first operation.
    rate: 40,
    'time-limit': 1,
    concurrency: '1',
  };
  return { point: { settings: {}, key: keyOf({}) }, seed: 1, input, env };
}

/** Where a run may be kept, what became of it, and whether it is there. */
async function oneRun({ make, runtime }: Kind, keep: Keep, mode: string) {
  const executor = make(keep, { MODE: mode });
  const store = path.join(folder(), 'run');
  try {
    const outcome = await executor.run(planned(runtime, { MODE: mode }), store);
    return { outcome, store, kept: existsSync(store) };
  } finally {
    await executor.close();
  }
}

for (const kind of KINDS) {
  for (const [keep, stays] of [
    ['all', true],
    ['failed', false],
    ['none', false],
  ] as const) {
    test.serial(
      `${kind.name}: a good run has its figures, and with keep ${keep} it ${stays ? 'stays' : 'goes'}`,
      async (t) => {
        const { outcome, store, kept } = await oneRun(kind, keep, 'good');
        t.like(outcome, { valid: true, delivered: true, problem: undefined });
        t.is(outcome?.figures.availability, 1);
        t.is(kept, stays);
        t.is(outcome?.folder !== undefined, stays);
        if (stays) {
          t.true(outcome?.folder?.startsWith(store));
          t.true(existsSync(path.join(outcome?.folder ?? '', 'history.ndjson')));
        }
      },
    );
  }

  for (const [keep, stays] of [
    ['failed', true],
    ['none', false],
  ] as const) {
    test.serial(
      `${kind.name}: a run that fails says why, and with keep ${keep} it ${stays ? 'stays' : 'goes'}`,
      async (t) => {
        const { outcome, kept } = await oneRun(kind, keep, 'wrong');
        t.like(outcome, { valid: false, problem: 'invalid' });
        t.is(kept, stays);
        t.is(existsSync(path.join(outcome?.folder ?? 'nowhere', 'journal.ndjson')), stays);
      },
    );
  }

  test.serial(
    `${kind.name}: a run whose nodes do not start is an outcome too, without a verdict`,
    async (t) => {
      const { outcome } = await oneRun(kind, 'none', 'broken');
      t.like(outcome, { valid: 'unknown', delivered: false, figures: {} });
      t.regex(outcome?.problem ?? '', /^n0 did not start: .*on purpose/);
    },
  );

  test.serial(`${kind.name}: it can be closed before it ran anything`, async (t) => {
    await t.notThrowsAsync(kind.make('all', {}).close());
  });
}
