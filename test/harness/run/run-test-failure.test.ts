/** Runs that do not go as they should: nothing is left running, what was seen is on disk, and the words say why. */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { runTest, SetUpError, type TestRun } from '../../../harness/index.js';
import { part } from '../part.js';
import type { TestInput } from '../../../harness/options/schema.js';
import type { Phase } from '../../../harness/run/play.js';
import { SECOND } from '../../../node/index.js';
import { InitError, StartError } from '../../../router/index.js';
import { folder, write } from '../folder.js';

const here = folder();
let programs = 0;

/** A program to simulate; `body` sees the node as `node`. */
function program(body: string): string {
  return write(path.join(here, `${programs++}.mjs`), `export default (node) => {\n${body}\n};\n`);
}

const TWO: TestInput = { runtime: 'sim', seed: 1, 'node-count': 2, rate: 20, 'time-limit': 3 };

function run(input: TestInput): Promise<TestRun> {
  return runTest({ ...TWO, ...input });
}

test('a node that refuses the set-up ends the run before it begins, by name and reason', async (t) => {
  const bin = program(`node.handle('broadcast', {}, () => {});`);
  await t.throwsAsync(run({ workload: 'broadcast', bin }), {
    instanceOf: SetUpError,
    message:
      'n0 refused the set-up of broadcast with an error reply, code 10 (not-supported): ' +
      'topology is not supported by n0; it answers broadcast',
  });
});

test('a node that does not answer the set-up ends it too', async (t) => {
  const bin = program(`node.on('topology', {}, () => {});`);
  await t.throwsAsync(run({ workload: 'broadcast', bin }), {
    instanceOf: SetUpError,
    message: 'n0 did not answer the set-up of broadcast: no reply from n0 to topology within 5000 ms',
  });
});

test('a node that refuses its configuration is told with what it was', async (t) => {
  await t.throwsAsync(run({ workload: 'broadcast', configure: { fanout: 0 } }), {
    instanceOf: SetUpError,
    message:
      'n0 refused configure {"fanout":0} with an error reply, code 12 (malformed-request): ' +
      'configure: expected fanout to be an integer >= 1, got 0',
  });
});

test('a program that refuses configure without a word is told with its error code', async (t) => {
  const bin = program(
    "node.on('configure', {}, (body, src) => node.send(src, { type: 'error', in_reply_to: body.msg_id, code: 10 }));",
  );
  await t.throwsAsync(run({ workload: 'echo', bin, configure: { a: 1 } }), {
    instanceOf: SetUpError,
    message: /^n0 refused configure \{"a":1\} with an error reply, code 10 \(?not-supported\)?$/,
  });
});

test('a configuration that is accepted reaches every node', async (t) => {
  const bin = program(`
    let fanout = 'not configured';
    node.handle('configure', {}, (body) => { fanout = body.fanout; });
    node.handle('generate', {}, () => ({ id: fanout }));`);
  const { history } = await run({ workload: 'unique-ids', bin, configure: { fanout: 7 } });
  const ids = history.filter(({ type }) => type === 'ok').map(({ value }) => value);
  t.true(ids.length > 20);
  t.true(ids.every((id) => id === 7));
});

test('a node that refuses init ends the run, and the reason is on disk too', async (t) => {
  const bin = program(`node.onInit(() => { throw new Error('the disk is full'); });`);
  const store = path.join(here, 'refusing');
  await t.throwsAsync(runTest({ ...TWO, workload: 'echo', bin, store }), {
    instanceOf: InitError,
    message:
      'n0 did not start: it answered init with an error reply, code 13 (crash), ' +
      '"init failed in n0: the disk is full"; expected init_ok',
  });
  const results: unknown = JSON.parse(readFileSync(path.join(store, 'latest', 'results.json'), 'utf8'));
  t.like(results, { valid: 'unknown', diagnostics: [] });
  t.regex(String(part(results, 'error')), /^InitError: n0 did not start/);
});

test('a program that cannot be started is told by name', async (t) => {
  const bin = write(path.join(here, 'no-interpreter'), '#!/no/such/interpreter\n', 0o755);
  await t.throwsAsync(run({ runtime: 'process', workload: 'echo', bin, 'node-count': 1 }), {
    instanceOf: StartError,
    message:
      /^n0 could not be started: the first line of .*no-interpreter names the interpreter \/no\/such\/interpreter,/,
  });
});

for (const runtime of ['sim', 'process'] as const) {
  test(`a node that crashes is in the list, and the run is judged all the same (${runtime})`, async (t) => {
    const library = import.meta.resolve('../../../node/index.js');
    const bin = write(
      path.join(here, `dies-${runtime}.mjs`),
      `import { runIfMain } from ${JSON.stringify(library)};
      export default function dies(node) {
        let count = 0;
        node.handle('generate', {}, () => ({ id: count++ }));
        node.onInit(() => {
          if (node.id === 'n1') node.after(50, () => { throw new Error('out of ids'); });
        });
      }
      runIfMain(import.meta.url, dies);`,
    );
    const { crashed, results } = await run({
      runtime,
      bin,
      workload: 'unique-ids',
      'time-limit': 0.6,
      // Its worker talks to n0: no request waits for the dead in vain.
      concurrency: '1',
    });
    t.deepEqual(crashed, ['n1']);
    t.like(results, { workload: { valid: true, 'duplicated-count': 0 }, stats: { valid: true } });
    const [trouble] = results.diagnostics;
    t.like(trouble, { node: 'n1', kind: 'crashed', count: 1 });
    t.regex(trouble?.first[0]?.text ?? '', /out of ids/);
  });
}

test('a signal ends the load; healing, recovery and final reads are still done, and it says so', async (t) => {
  const controller = new AbortController();
  const phases: Phase[] = [];
  const { results, history } = await runTest(
    { ...TWO, workload: 'broadcast', nemesis: ['partition'], 'time-limit': 60 },
    {
      signal: controller.signal,
      listener: {
        phase: (phase) => phases.push(phase),
        operation: ({ time }) => {
          if (time > 2 * SECOND) controller.abort();
        },
      },
    },
  );
  t.true(results.interrupted);
  t.deepEqual(phases, ['starting', 'running', 'healing', 'recovering', 'final', 'stopping', 'checking']);
  t.true((history.at(-1)?.time ?? NaN) < 14 * SECOND);
  t.is(history.findLast(({ process }) => process === 'nemesis')?.value, 'network-healed');
  t.is(history.filter((each) => each['final?'] === true && each.type === 'ok').length, 2);
});

test('a run that is not interrupted does not say so', async (t) => {
  t.false('interrupted' in (await run({ workload: 'echo', 'time-limit': 0.1 })).results);
});

test('a signal that came before the run leaves no load at all', async (t) => {
  const { results, history } = await runTest(
    { ...TWO, workload: 'echo', 'time-limit': 60 },
    { signal: AbortSignal.abort() },
  );
  t.true(results.interrupted);
  t.deepEqual(history, []);
});
