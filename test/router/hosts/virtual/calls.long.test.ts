/** System calls that few programs use: each does in virtual time what it does in real time, and shows nothing of the machine. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test, { type ExecutionContext } from 'ava';
import type { Body } from '../../../../node/index.js';
import { programFile } from '../../programs.js';
import { played, virtual } from './scene.js';

const [ESRCH, ECHILD, EAGAIN, ETIMEDOUT] = [3, 10, 11, 110];
const FIRST_ID = 5_000_000;
const COMPILER: string = 'gcc';

const place = mkdtempSync(path.join(os.tmpdir(), 'eddy-calls-'));
const program = path.join(place, 'calls');

function isBuilt(): boolean {
  try {
    execFileSync(COMPILER, ['-O1', '-pthread', '-o', program, programFile('virtual/calls.c')], {
      stdio: 'pipe',
    });
    return true;
  } catch {
    return false;
  }
}

const withCompiler = isBuilt() ? virtual : test.skip;

/** What the program says of a call, in a run of its own. */
function said(t: ExecutionContext, type: string, seed = 1): Promise<Body> {
  return played(t, ({ ask }) => ask('n1', { type }), {
    seed,
    command: { command: program, args: [] },
    stallLimitMs: 5000,
  });
}

function within(t: ExecutionContext, body: Body, name: string, least: number, most = least + 3): void {
  const value = Number(body[name]);
  t.true(value >= least && value <= most, `${name}: ${value}, expected ${least} to ${most}`);
}

for (const [type, title, expected, times] of [
  [
    'ids',
    'ids of processes and threads are the run’s',
    { pid: FIRST_ID, tid: FIRST_ID, thread: FIRST_ID + 1, parent: 1, group: FIRST_ID, session: FIRST_ID },
    {},
  ],
  [
    'children',
    'a child is known by the id that its parent was given, until it has been waited for',
    {
      same: [1, 1, 1, 1, 1],
      early: 0,
      status: 7,
      waited: 0,
      second: 8,
      foreign: ESRCH,
      gone: ESRCH,
      none: ECHILD,
      child: FIRST_ID + 1,
    },
    { took: 500 },
  ],
  [
    'thread_kill',
    'a thread is sent a signal by the id that its library knows',
    { result: 0, told: 1, own: 0 },
    {},
  ],
  [
    'usage',
    'what was used, and how the machine fares, are the run’s',
    {
      user: 1000,
      system: 0,
      faults: 0,
      rss: 65536,
      uptime: 1000,
      load: 0,
      processes: 1,
      free: 1,
      resolution: [0, 1, 0, 1],
    },
    { times: 100_000 },
  ],
  ['proc_tasks', 'the threads of a process can be counted', { count: 2 }, {}],
  [
    'priority_lock',
    'a lock that hands down priorities is waited for, also with a time limit',
    { timed: ETIMEDOUT, locked: 0 },
    { gaveUp: 100, got: 250 },
  ],
  [
    'futex_waitv',
    'a wait for several futexes ends with the one that is woken, at its time, or at once',
    { woken: 1, late: -1, why: ETIMEDOUT, differs: EAGAIN },
    { took: 200, lateTook: 400 },
  ],
  ['timer_thread', 'a timer that calls a function does so at its times', { made: 0, rang: 10 }, {}],
  [
    'wait_for_signal',
    'a wait for a signal ends with it, or at its time',
    { none: -1, why: EAGAIN, got: 1 },
    { took: 300, gotTook: 2000 },
  ],
  [
    'signal_file',
    'a file of signals is waited for and read',
    { ready: 1, read: 1, signal: 1 },
    { took: 2000 },
  ],
  [
    'polls',
    'epoll_pwait2 has its timeout, and select without any waits for its files',
    { none: 0, ready: [1, 1] },
    { took: 200 },
  ],
  ['watches', 'a change of a folder is waited for', { read: 1 }, { took: 300 }],
  [
    'ring_of_calls',
    'io_uring seems not to be there, so that programs have another way',
    { made: -1, why: 1 },
    {},
  ],
] as const) {
  withCompiler(`${type}: ${title}`, async (t) => {
    const first = await said(t, type);
    t.like(first, { type: `${type}_ok`, ...expected });
    for (const [name, ms] of Object.entries(times)) within(t, first, name, ms);
    t.deepEqual(await said(t, type), first);
  });
}

withCompiler('proc_files: texts of /proc show the run, and another uuid for another seed', async (t) => {
  const first = await said(t, 'proc_files');
  t.deepEqual(await said(t, 'proc_files'), first);
  t.regex(String(first['uptime']), /^1000\.\d\d 1000\.\d\d\n$/);
  t.is(first['load'], '0.00 0.00 0.00 1/1 1\n');
  const fields = String(first['stat']).trim().split(' ');
  t.deepEqual(fields.slice(0, 6), [
    String(FIRST_ID),
    '(calls)',
    'R',
    '1',
    String(FIRST_ID),
    String(FIRST_ID),
  ]);
  t.is(fields[21], '0');
  t.regex(String(first['machine']), new RegExp(`btime ${Date.UTC(2024, 0, 1) / 1000 - 1000}\n`));
  t.regex(String(first['uuid']), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\n$/);
  t.not((await said(t, 'proc_files', 2))['uuid'], first['uuid']);
});

withCompiler('proc_status: a program sees its ids, and no tracer', async (t) => {
  const first = await said(t, 'proc_status');
  t.deepEqual(await said(t, 'proc_status'), first);
  const status = String(first['status']);
  for (const line of [`Pid: ${FIRST_ID}`, `Tgid: ${FIRST_ID}`, 'PPid: 1', 'TracerPid: 0']) {
    t.true(status.split('\n').includes(line), line);
  }
});
