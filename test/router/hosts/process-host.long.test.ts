/** Nodes in processes: the contract of all hosts, and what is true of processes alone. */

import path from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { type Command, ProcessHost, StartError } from '../../../router/index.js';
import { programFile } from '../programs.js';
import { until } from '../../real-time.js';
import { folder, write } from '../../harness/folder.js';
import { contract, hosted, type MakeHost, running } from './contract.js';
import { dataFolder } from './data-folder.js';

function commanded(command: (start: number) => Command): MakeHost {
  return (node, network, listener) => new ProcessHost(node, command, network, listener, dataFolder());
}

contract(commanded(() => ({ command: process.execPath, args: [programFile('subject.js')] })));

const puppet = commanded(() => ({ command: process.execPath, args: [programFile('puppet.js')] }));

test('a node may end with any status, and its log is read to its end', async (t) => {
  const { network, client, deaths, log } = await running(t, puppet);
  const text = `${'long '.repeat(50_000)}\nlast words`;
  network.submit({
    src: client.id,
    dest: 'n1',
    body: { type: 'exit', status: 7, hex: Buffer.from(text).toString('hex') },
  });
  await until(() => deaths.length > 0);
  t.is(deaths[0]?.code, 7);
  t.is(log.join('\n'), text);
  t.deepEqual(deaths[0]?.stderr, [`${'long '.repeat(100)}…`, 'last words']);
  t.true(deaths[0]?.stdout[0]?.includes('init_ok'));
});

test('a node that a signal ended is reported with the signal', async (t) => {
  const { host, deaths } = await running(t, puppet);
  t.true(host instanceof ProcessHost);
  if (host instanceof ProcessHost && host.pid !== undefined) process.kill(host.pid, 'SIGTERM');
  await until(() => deaths.length > 0);
  t.like(deaths[0], { code: null, signal: 'SIGTERM' });
});

test('a second start is asked for its own command', async (t) => {
  const starts: number[] = [];
  const make = commanded((start) => {
    starts.push(start);
    return { command: process.execPath, args: [programFile('puppet.js')], env: { LIFE: `life ${start}` } };
  });
  const { host, init, ask } = await running(t, make);
  t.is((await ask({ type: 'env', name: 'LIFE' }))['value'], 'life 0');
  await host.kill();
  await host.start();
  await init();
  t.is((await ask({ type: 'env', name: 'LIFE' }))['value'], 'life 1');
  t.is((await ask({ type: 'env', name: 'PATH' }))['value'], process.env['PATH']);
  t.deepEqual(starts, [0, 1]);
});

/** The error of starting a file with this content. */
async function startError(
  t: ExecutionContext,
  name: string,
  content: string,
  mode: number,
): Promise<StartError> {
  const file = write(path.join(folder(), name), content, mode);
  const { host } = await hosted(
    t,
    commanded(() => ({ command: file, args: [] })),
  );
  const error = await t.throwsAsync(host.start(), { instanceOf: StartError });
  t.false(host.alive);
  t.is(error.node, 'n1');
  t.is(error.message.includes(file), true);
  return Object.assign(error, { message: error.message.replaceAll(file, 'FILE') });
}

test('a command that does not exist cannot be started, and is named', async (t) => {
  const { host, network, client, journal } = await hosted(
    t,
    commanded(() => ({ command: '/no/such', args: [] })),
  );
  await t.throwsAsync(host.start(), {
    instanceOf: StartError,
    message: 'n1 could not be started: there is no /no/such',
  });
  t.false(host.alive);
  network.submit({ src: client.id, dest: 'n1', body: {} });
  t.deepEqual(journal.of('drop'), ['drop #0 dead']);
});

for (const [title, content, said] of [
  [
    'names an interpreter that does not exist',
    '#!/no/such/interpreter\n',
    'the first line of FILE names the interpreter /no/such/interpreter, which does not exist: try #!/usr/bin/env interpreter',
  ],
  [
    'ends with a Windows line end',
    '#!/bin/sh\r\n',
    'the first line of FILE ends with a Windows line end (CR LF): convert the file (dos2unix FILE), or save it with LF line ends',
  ],
] as const) {
  test(`a script whose first line ${title} cannot be started`, async (t) => {
    t.is((await startError(t, 'script', content, 0o755)).message, `n1 could not be started: ${said}`);
  });
}

test('a file that is not executable cannot be started, and how to mend it is said', async (t) => {
  t.is(
    (await startError(t, 'script', '#!/bin/sh\n', 0o644)).message,
    'n1 could not be started: FILE is not executable; try chmod +x FILE',
  );
});

test('a working directory that does not exist is blamed, not the command', async (t) => {
  const make = commanded(() => ({ command: process.execPath, args: [], cwd: '/no/such/folder' }));
  const { host } = await hosted(t, make);
  await t.throwsAsync(host.start(), {
    instanceOf: StartError,
    message: 'n1 could not be started: its working directory /no/such/folder does not exist',
  });
});
