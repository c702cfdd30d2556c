/** `eddy doctor` as a process: what it prints, and its exit status. */

import path from 'node:path';
import test from 'ava';
import { folderWith } from '../folder.js';
import { PLANTED } from '../doctor/planted.js';
import { eddy } from './eddy.js';

const SHORT = ['-w', 'echo', '--node-count', '1', '--time-limit', '1', '--seeds', '1'];

test.serial('eddy doctor names the difference, the call and what to use instead, and exits 1', async (t) => {
  const cwd = folderWith({ 'own.mjs': PLANTED[0]?.text ?? '' });
  const { status, out } = await eddy(['doctor', './own.mjs', ...SHORT], { cwd });
  t.is(status, 1);
  t.regex(out, /^repeatable: no, seed 1: the first difference is at 0\.\d{3} s, seen from n0 to n0\n/);
  t.regex(out, /own\.mjs:5:20 {2}Date\.now\(\) {2}use node\.now\(\)\n$/);
});

test.serial('eddy doctor of a program of ours exits 0, also as JSON', async (t) => {
  const { status, out } = await eddy(['doctor', 'echo', ...SHORT, '--json']);
  t.is(status, 0);
  const result: unknown = JSON.parse(out);
  const expected = {
    repeatable: true,
    runtime: 'sim',
    seeds: 1,
    seed: null,
    sources: [],
    errors: [],
    difference: null,
  };
  t.deepEqual(result, expected);
});

test.serial('eddy doctor refuses live runs and programs that are not there', async (t) => {
  const live = await eddy(['doctor', 'echo', ...SHORT, '--runtime', 'process']);
  t.is(live.status, 254);
  t.regex(live.err, /expected --runtime sim or virtual, got process/);
  const absent = path.join('.', 'absent.js');
  t.is((await eddy(['doctor', `./${absent}`, ...SHORT])).status, 254);
});
