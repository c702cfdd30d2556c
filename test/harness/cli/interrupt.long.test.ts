/** Ctrl-C once, twice, and a death without warning: what is reported, and that no node is left behind. */

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { until } from '../../real-time.js';
import { folder, write } from '../folder.js';
import { Eddy, processesOf } from './eddy.js';

const LIBRARY = JSON.stringify(import.meta.resolve('../../../node/index.js'));

/** `eddy test` on two nodes, an hour long, once its load is under way; and the nodes' file, which nobody else runs. */
async function underWay(handler: string) {
  const here = folder();
  const bin = write(
    path.join(here, 'node.mjs'),
    `import { run, shape } from ${LIBRARY};\nrun((node) => {\n${handler}\n});\n`,
  );
  const args = ['-w', 'echo', '--bin', bin, '--node-count', '2', '--time-limit', '3600', '--rate', '50'];
  const eddy = new Eddy(['test', ...args], { cwd: here });
  const stored = (name: string): string => {
    const file = path.join(here, 'store', 'current', name);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  };
  await until(() => stored('history.ndjson').includes('\n'), 'the first operation on disk');
  return { eddy, bin, stored };
}

const ECHO = `node.handle('echo', { echo: shape.any }, ({ echo }) => ({ echo }));`;
/** Whoever asks waits for five seconds. */
const MUTE = `node.on('echo', {}, () => {});`;

test('Ctrl-C once ends the load; the run is judged, and no node is left', async (t) => {
  const { eddy, bin, stored } = await underWay(ECHO);
  t.is(processesOf(bin).length, 2);
  eddy.child.kill('SIGINT');
  const { status, out, err } = await eddy.ended;
  t.is(status, 2, err);
  t.regex(err, /\neddy: stopping: healing, final operations, checks\. Ctrl-C again to stop at once\n/);
  t.regex(
    out,
    /^echo, 2 nodes, process runtime: UNKNOWN \(INTERRUPTED\)\n {2}not as asked interrupted after \d+\.\d of 3600 s\n/,
  );
  t.like(JSON.parse(stored('results.json')), {
    valid: 'unknown',
    interrupted: true,
    workload: { valid: true },
  });
  t.deepEqual(processesOf(bin), []);
});

for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
  test(`${signal} does what Ctrl-C does`, async (t) => {
    const { eddy, bin } = await underWay(ECHO);
    eddy.child.kill(signal);
    const { status, out } = await eddy.ended;
    t.is(status, 2);
    t.regex(out, /UNKNOWN \(INTERRUPTED\)/);
    t.deepEqual(processesOf(bin), []);
  });
}

test('Ctrl-C twice ends at once, without a verdict; what was seen is on disk, and no node is left', async (t) => {
  const { eddy, bin, stored } = await underWay(MUTE);
  eddy.child.kill('SIGINT');
  await until(() => eddy.err.includes('Ctrl-C again'), 'the first Ctrl-C to be understood');
  t.is(processesOf(bin).length, 2);
  eddy.child.kill('SIGINT');
  const { status, out, err } = await eddy.ended;
  t.is(status, 255);
  t.is(out, '');
  t.regex(err, /\neddy: stopped; what was seen so far is stored\n$/);
  t.regex(stored('history.ndjson'), /"type":"invoke"/);
  t.is(stored('results.json'), '');
  await until(() => processesOf(bin).length === 0, 'the nodes to be gone');
});

test('when Eddy itself is killed, no node outlives it', async (t) => {
  const { eddy, bin } = await underWay(MUTE);
  t.is(processesOf(bin).length, 2);
  eddy.child.kill('SIGKILL');
  t.is((await eddy.ended).signal, 'SIGKILL');
  await until(() => processesOf(bin).length === 0, 'the nodes to be gone');
});
