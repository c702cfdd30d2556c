/** Files of a process, borrowed and asked: here those of this process, which may borrow its own. */

import test from 'ava';
import { type Awaited, BorrowedFiles, POLL } from '../../../../router/hosts/virtual/borrowed-files.js';
import { Libc } from '../../../../router/hosts/virtual/libc.js';
import { machineObstacle } from '../../../../router/index.js';

const possible = machineObstacle() === undefined ? test : test.skip;
const NO_FILE = 100_000;

function reading(fd: number): Awaited {
  return { fd, events: POLL.IN, ending: POLL.IN | POLL.HUP };
}

function scene(): { readonly libc: Libc; readonly files: BorrowedFiles } {
  const libc = new Libc();
  return { libc, files: new BorrowedFiles(libc, process.pid) };
}

possible('a pipe is ready to be read when something is in it, and when its writer has gone', (t) => {
  const { libc, files } = scene();
  const { readEnd, writeEnd } = libc.pipe(4096);
  t.false(files.isAnyReady([reading(readEnd)]));
  libc.write(writeEnd, Buffer.from('x'));
  t.true(files.isAnyReady([reading(readEnd)]));
  libc.read(readEnd, Buffer.alloc(1));
  t.false(files.isAnyReady([reading(readEnd)]));
  libc.close(writeEnd);
  t.true(files.isAnyReady([reading(readEnd)]));
  libc.close(readEnd);
  files.close();
});

possible('of several files one is enough', (t) => {
  const { libc, files } = scene();
  const pipes = [libc.pipe(4096), libc.pipe(4096)];
  const awaited = pipes.map(({ readEnd }) => reading(readEnd));
  t.false(files.isAnyReady(awaited));
  libc.write(pipes[1]?.writeEnd ?? -1, Buffer.from('x'));
  t.true(files.isAnyReady(awaited));
  for (const { readEnd, writeEnd } of pipes) for (const fd of [readEnd, writeEnd]) libc.close(fd);
  files.close();
});

possible(
  'what does not end a wait does not count: a writer that waits for room does not wait for an end',
  (t) => {
    const { libc, files } = scene();
    const { readEnd, writeEnd } = libc.pipe(4096);
    t.true(files.isAnyReady([{ fd: writeEnd, events: POLL.OUT, ending: POLL.OUT }]));
    t.false(files.isAnyReady([{ fd: writeEnd, events: POLL.OUT, ending: POLL.PRI }]));
    for (const fd of [readEnd, writeEnd]) libc.close(fd);
    files.close();
  },
);

possible(
  'no file is never ready, and one that is not there at once: the kernel says so to the caller',
  (t) => {
    const { files } = scene();
    t.false(files.isAnyReady([]));
    t.false(files.isAnyReady([reading(-1)]));
    t.true(files.isAnyReady([reading(NO_FILE)]));
    files.close();
  },
);

possible('the files of a process that is not there cannot be borrowed', (t) => {
  const files = new BorrowedFiles(new Libc(), 0x3f_ffff);
  t.is(files.isAnyReady([reading(0)]), undefined);
  files.close();
});

possible('borrowing leaves no file open', (t) => {
  const { libc, files } = scene();
  const { readEnd, writeEnd } = libc.pipe(4096);
  files.isAnyReady([reading(readEnd)]);
  const next = (): number => {
    const { readEnd: one, writeEnd: two } = libc.pipe(4096);
    for (const fd of [one, two]) libc.close(fd);
    return one;
  };
  const before = next();
  for (let i = 0; i < 10; i++) files.isAnyReady([reading(readEnd), reading(writeEnd)]);
  t.is(next(), before);
  for (const fd of [readEnd, writeEnd]) libc.close(fd);
  files.close();
});
