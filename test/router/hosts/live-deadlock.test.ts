/** When it is said of a live node that it waits for ever, and when it is not: only what is certain. */

import test from 'ava';
import { liveDeadlock, type ProcFiles } from '../../../router/hosts/live-deadlock.js';

interface Thread {
  readonly name?: string;
  readonly state?: string;
  readonly call?: string;
  readonly group?: number;
  readonly caught?: string;
  /** How often it has run, by look. */
  readonly ran?: (look: number) => number;
}

const LOCK = '202 0x7f00 0x80 0x2 0x0 0x0 0x0 0x7ffe 0x7f01';

/** A `/proc` in which the process 10 and its threads are, and others as `others` says. */
function machine(threads: readonly Thread[], { timers = '', others = {} as Record<string, Thread[]> } = {}) {
  const looks = new Map<string, number>();
  const processes: Readonly<Record<string, readonly Thread[]>> = {
    '1': [{ group: 1 }],
    ...others,
    '10': threads,
  };
  const thread = (pid = '', tid = ''): Thread => {
    const found = processes[pid]?.[Number(tid) - Number(pid)];
    if (found === undefined) throw new Error('ENOENT');
    return found;
  };
  const files: ProcFiles = {
    list: (folder) => {
      if (folder === '/proc') return ['self', 'uptime', ...Object.keys(processes)];
      const pid = folder.split('/')[2] ?? '';
      return (processes[pid] ?? []).map((_, i) => String(Number(pid) + i));
    },
    read: (file) => {
      const [, , pid, ...rest] = file.split('/');
      if (rest[0] === 'timers') return pid === '10' ? timers : '';
      const tid = rest[0] === 'task' ? rest[1] : pid;
      const {
        name = 'worker',
        state = 'S',
        call = LOCK,
        group = 10,
        caught = '0',
        ran = () => 5,
      } = thread(pid, tid);
      switch (rest.at(-1)) {
        case 'stat':
          return `${tid} (a) b) ${state} 1 ${group} 10 0`;
        case 'syscall':
          return `${call}\n`;
        case 'comm':
          return `${name}\n`;
        default: {
          const look = looks.get(file) ?? 0;
          looks.set(file, look + 1);
          return `Name:\tx\nSigCgt:\t${caught.padStart(16, '0')}\nvoluntary_ctxt_switches:\t${ran(look)}\n`;
        }
      }
    },
  };
  return { architecture: 'x64', files };
}

const LOCKED: readonly Thread[] = [{ name: 'main' }, { name: 'reader' }];

test('a node whose threads all wait for locks, without a time limit, waits for ever', (t) => {
  t.is(
    liveDeadlock(10, machine(LOCKED)),
    'all 2 threads wait on locks (main, reader), and none waits for a time or for input',
  );
  t.is(
    liveDeadlock(10, machine([{ name: 'main' }])),
    'its only thread waits on locks (main), and none waits for a time or for input',
  );
});

test('all processes of its group are looked at, and no others', (t) => {
  const child = { name: 'child', group: 10 };
  t.regex(liveDeadlock(10, machine(LOCKED, { others: { '20': [child] } })) ?? '', /^all 3 threads/);
  t.is(liveDeadlock(10, machine(LOCKED, { others: { '20': [{ ...child, call: 'running' }] } })), undefined);
  t.truthy(liveDeadlock(10, machine(LOCKED, { others: { '20': [{ group: 20, call: 'running' }] } })));
  t.truthy(liveDeadlock(10, machine(LOCKED, { others: { '20': [{ group: 10, state: 'Z' }] } })));
});

for (const [title, thread] of [
  ['runs', { state: 'R', call: 'running' }],
  ['is stopped', { state: 'T' }],
  ['reads its input', { call: '0 0x0 0x7f00 0x1000 0x0 0x0 0x0 0x7ffe 0x7f01' }],
  [
    'waits for a lock with a time limit',
    { call: '202 0x7f00 0x89 0x2 0x7ffe1000 0x0 0xffffffff 0x7ffe 0x7f01' },
  ],
  ['wakes others', { call: '202 0x7f00 0x81 0x1 0x0 0x0 0x0 0x7ffe 0x7f01' }],
  ['ran between two looks', { ran: (look: number) => look }],
  ['hears of an alarm', { caught: '2000' }],
  ['is gone when it is looked at', { ran: () => NaN }],
] as const) {
  test(`nothing is said of a node one of whose threads ${title}`, (t) => {
    t.is(liveDeadlock(10, machine([...LOCKED, thread])), undefined);
  });
}

test('nothing is said of a node with a timer, of a group without a process, or of a processor that is not known', (t) => {
  t.is(liveDeadlock(10, machine(LOCKED, { timers: 'ID: 0\nsignal: 14' })), undefined);
  t.is(liveDeadlock(11, machine(LOCKED)), undefined);
  t.is(liveDeadlock(10, { ...machine(LOCKED), architecture: 'riscv64' }), undefined);
});

test('nothing is said where there is no /proc', (t) => {
  const fail = (): never => {
    throw new Error('ENOENT');
  };
  t.is(liveDeadlock(10, { architecture: 'x64', files: { list: fail, read: fail } }), undefined);
});
