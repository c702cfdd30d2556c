/** Where virtual time is not possible, the reason is given, and what to do. */

import test from 'ava';
import { type Machine, machineObstacle } from '../../../../router/hosts/virtual/possible.js';

const STATUS = 'Name:\tnode\nCapEff:\t0000000000000000\nSeccomp:\t0\n';
const files =
  (more: Readonly<Record<string, string>> = {}) =>
  (path: string) =>
    ({ '/proc/self/status': STATUS, ...more })[path];
const LINUX: Machine = { platform: 'linux', architecture: 'x64', read: files() };
const YAMA = '/proc/sys/kernel/yama/ptrace_scope';

const OBSTACLES: Readonly<Record<string, readonly [Machine, RegExp | undefined]>> = {
  'an ordinary Linux machine can': [LINUX, undefined],
  'macOS cannot': [
    { ...LINUX, platform: 'darwin' },
    /needs Linux, this is darwin: run Eddy in a Linux container/,
  ],
  'arm64 cannot': [{ ...LINUX, architecture: 'arm64' }, /needs an x86-64 processor, this is arm64/],
  'a machine without /proc cannot': [{ ...LINUX, read: () => undefined }, /needs \/proc/],
  'a kernel without seccomp cannot': [
    { ...LINUX, read: files({ '/proc/self/status': 'CapEff:\t0\n' }) },
    /needs a kernel with seccomp/,
  ],
  'one that lets parents trace can': [{ ...LINUX, read: files({ [YAMA]: '1\n' }) }, undefined],
  'one that lets only administrators trace cannot': [
    { ...LINUX, read: files({ [YAMA]: '2\n' }) },
    /ptrace_scope = 2 forbids: set it to 1 or 0/,
  ],
  'an administrator can': [
    {
      ...LINUX,
      read: files({
        [YAMA]: '2\n',
        '/proc/self/status': STATUS.replace(/CapEff.*/, 'CapEff:\t000001ffffffffff'),
      }),
    },
    undefined,
  ],
  'one that lets nobody trace cannot': [
    { ...LINUX, read: files({ [YAMA]: '3\n' }) },
    /ptrace_scope = 3 forbids/,
  ],
};

for (const [title, [machine, expected]] of Object.entries(OBSTACLES)) {
  test(title, (t) => {
    const obstacle = machineObstacle(machine);
    if (expected === undefined) t.is(obstacle, undefined);
    else t.regex(obstacle ?? '', expected);
  });
}
