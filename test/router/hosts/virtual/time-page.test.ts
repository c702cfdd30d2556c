/** The page of virtual time, and where the vDSO's functions are. */

import { readFileSync } from 'node:fs';
import test from 'ava';
import {
  clockBytes,
  jumpTo,
  newPage,
  PAGE,
  PAGE_SIZE,
  REPLACEMENTS,
} from '../../../../router/hosts/virtual/time-page.js';
import { ProcessMemory } from '../../../../router/hosts/virtual/memory.js';
import { vdsoFunctions } from '../../../../router/hosts/virtual/vdso.js';
import { machineObstacle } from '../../../../router/hosts/virtual/possible.js';

const virtual = machineObstacle() === undefined ? test : test.skip;

test('the clocks are six words: monotonic, wall, and the wall in microseconds', (t) => {
  const words = clockBytes({ monotonic: [1, 2], wall: [3, 4567] });
  t.deepEqual([...words], [1n, 2n, 3n, 4567n, 3n, 4n]);
});

test('each function of the page begins where its replacement jumps to, and there is code', (t) => {
  const page = newPage();
  t.is(page.length, PAGE_SIZE);
  for (const [name, address] of Object.entries(REPLACEMENTS)) {
    t.not(page[address - PAGE], 0, name);
  }
});

test('a jump is twelve bytes that hold the address', (t) => {
  const jump = jumpTo(0x1234_5678_9abc);
  t.is(jump.toString('hex'), '48b8bc9a785634120000ffe0');
});

virtual('the functions that tell the time are found in the vDSO of this kernel', (t) => {
  const line = readFileSync('/proc/self/maps', 'utf8')
    .split('\n')
    .find((each) => each.endsWith('[vdso]'));
  const [start = 0, end = 0] = (line?.split(' ')[0] ?? '')
    .split('-')
    .map((each) => Number.parseInt(each, 16));
  const memory = new ProcessMemory(process.pid);
  const found = vdsoFunctions(memory.read(start, end - start));
  memory.close();
  for (const name of ['__vdso_clock_gettime', '__vdso_gettimeofday', '__vdso_time', '__vdso_getcpu']) {
    const offset = found.get(name) ?? -1;
    t.true(offset > 0 && offset < end - start, name);
  }
});
