/** Texts of `/proc` that a node in virtual time is shown. */

import test from 'ava';
import { machineText, showsMachine } from '../../../../router/hosts/virtual/machine-files.js';

const MACHINE = {
  ticks: 100_150,
  bootTime: 1_704_066_200,
  id: (real: number) => (real === 4711 ? 5_000_000 : real),
  random: (length: number) => Buffer.alloc(length, 0xff),
};

for (const [path, expected] of [
  ['/proc/uptime', true],
  ['/proc/4711/stat', true],
  ['/proc/4711/task/4712/status', true],
  ['/proc/sys/kernel/random/uuid', true],
  ['/proc/4711/maps', false],
  ['/proc/meminfo', false],
  ['/home/me/proc/uptime', false],
] as const) {
  test(`${path} ${expected ? 'shows' : 'does not show'} the machine`, (t) => {
    t.is(showsMachine(path), expected);
  });
}

test('the state of a process has ids of the run, and nothing that differs from run to run', (t) => {
  const real = `4711 (my (odd) name) t 99 4711 4711 0 -1 4194304 77 8 9 10 11 12 13 14 20 0 2 0 12345 1000 50 ${'1 '.repeat(28)}0\n`;
  const fields = machineText('/proc/4711/stat', real, MACHINE).split(') ');
  t.is(fields[0], '5000000 (my (odd');
  t.is(fields[1], 'name');
  t.regex(fields[2] ?? '', /^R 1 5000000 5000000 0 -1 4194304 0 0 0 0 0 0 0 0 20 0 2 0 0 1000 0 /);
});

test('what is in a status stays, but for ids, memory and the tracer', (t) => {
  const real =
    'Name:\tx\nState:\tt (tracing stop)\nPid:\t4711\nPPid:\t99\nTracerPid:\t7\nVmRSS:\t  4242 kB\nThreads:\t3\n';
  t.is(
    machineText('/proc/4711/status', real, MACHINE),
    'Name:\tx\nState:\tR (running)\nPid:\t5000000\nPPid:\t1\nTracerPid:\t0\nVmRSS:\t  65536 kB\nThreads:\t3\n',
  );
});

test('the time since boot and the time of boot are the run’s', (t) => {
  t.is(machineText('/proc/uptime', '7.00 7.00\n', MACHINE), '1001.50 1001.50\n');
  t.regex(machineText('/proc/stat', '', MACHINE), /^cpu {2}0 0 0 100150 .*\n(.*\n)*btime 1704066200\n/);
});

test('a random id is one of version 4', (t) => {
  t.is(machineText('/proc/sys/kernel/random/uuid', '', MACHINE), 'ffffffff-ffff-4fff-bfff-ffffffffffff\n');
});
