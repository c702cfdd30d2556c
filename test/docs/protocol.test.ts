/** docs/protocol.md is true: its messages are messages, its node runs, its tables are those of the code. */

import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import test from 'ava';
import { ERRORS, type Message, MILLISECOND, parseExact, Random, readMessage } from '../../node/index.js';
import {
  type Endpoint,
  isBadLine,
  isTrouble,
  Network,
  parseLine,
  type Trouble,
  TROUBLE_KINDS,
  type TroubleKind,
  VirtualClock,
} from '../../router/index.js';
import { LineIo } from '../../router/hosts/line-io.js';
import { attachServices } from '../../router/services/index.js';
import { folder, write } from '../harness/folder.js';
import { Inbox } from '../router/inbox.js';
import { RecordingJournal } from '../router/recording-journal.js';
import { codeBlocks, pageOf, quotedIn, tableBehind } from './markdown.js';

const PAGE = pageOf('docs/protocol.md');

interface Exchange {
  /** What a node reads, and what it prints. */
  readonly reads: readonly string[];
  readonly prints: readonly string[];
}

function exchangeOf(info: string): Exchange {
  const lines = codeBlocks(PAGE, info).join('').split('\n');
  const behind = (mark: string): readonly string[] =>
    lines.flatMap((line) => (line.startsWith(mark) ? [line.slice(mark.length)] : []));
  return { reads: behind('< '), prints: behind('> ') };
}

function messageOf(line: string): Message {
  const message = readMessage(line);
  if (typeof message === 'string') throw new Error(`${message}: ${line}`);
  return message;
}

/** A network with services, a client `c0` and a node `n2`. */
function networkWith(n1: (network: Network, report: (trouble: Trouble) => void) => Endpoint) {
  const clock = new VirtualClock();
  const random = new Random(1);
  const network = new Network(
    { clock, random, journal: new RecordingJournal() },
    { latency: { meanMs: 0, distribution: 'constant' }, loss: 0, duplication: 0 },
  );
  const kinds: TroubleKind[] = [];
  const report = ({ kind }: Trouble): void => {
    kinds.push(kind);
  };
  network.attach('n1', n1(network, report));
  network.attach('n2', new Inbox());
  network.attach(network.nextClientId(), new Inbox());
  attachServices(network, random, report);
  return { clock, network, kinds };
}

/** Lets time pass, and streams have their turns. */
function passing(clock: VirtualClock, nanoseconds: number): Promise<void> {
  return clock.drive(
    () =>
      new Promise<void>((resolve) => {
        clock.schedule(nanoseconds, resolve);
      }),
  );
}

test('each message of the page is one', (t) => {
  const lines = codeBlocks(PAGE, 'json').join('').trim().split('\n');
  t.true(lines.length > 5);
  for (const line of lines) t.false(isTrouble(parseLine('n1', line, 1)), line);
});

test('the node of the page prints what the page says', (t) => {
  const [code = ''] = codeBlocks(PAGE, 'js');
  const { reads, prints } = exchangeOf('exchange');
  const file = write(path.join(folder(), 'echo.mjs'), code);
  const { stdout, stderr } = spawnSync(process.execPath, [file], { input: `${reads.join('\n')}\n` });
  t.is(String(stderr), '');
  t.deepEqual(String(stdout).trim().split('\n').map(parseExact), prints.map(parseExact));
  t.is(prints.length, 3);
});

test('the services answer as the page says', async (t) => {
  const { reads, prints } = exchangeOf('exchange services');
  const n1 = new Inbox();
  const { clock, network } = networkWith(() => n1);
  for (const line of prints) {
    await clock.drive(
      () =>
        new Promise<void>((resolve) => {
          n1.onDelivery = () => resolve();
          network.submit(messageOf(line), line);
        }),
    );
  }
  t.deepEqual(
    n1.envelopes.map(({ text }) => parseExact(text)),
    reads.map(parseExact),
  );
  t.is(reads.length, 6);
});

test('the table of error codes is that of the code', (t) => {
  const rows = tableBehind(PAGE, 'error codes:').map(([code, name, definite]) => [code, name, definite]);
  const known = Object.values(ERRORS).map(({ code, name, definite }) => [
    String(code),
    `\`${name}\``,
    definite ? 'yes' : 'no',
  ]);
  t.deepEqual(rows, known);
});

test('each example of a bad line is reported as the page says', async (t) => {
  const examples = tableBehind(PAGE, 'troubles:').flatMap(([kind = '', , cell = '']) => {
    const line = quotedIn(cell);
    return line === undefined ? [] : [{ kind: quotedIn(kind), line }];
  });
  t.is(examples.length, 6);
  for (const { kind, line } of examples) {
    const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() };
    const { kinds, clock } = networkWith(
      (network, trouble) => new LineIo('n1', network, { trouble, log: () => {}, died: () => {} }, streams),
    );
    streams.stdout.write(`${line}\n`);
    for (let i = 0; i < 20 && kinds.length === 0; i++) await passing(clock, MILLISECOND);
    t.deepEqual([line, ...kinds], [line, kind]);
  }
});

test('the table of troubles names each kind, and says which of them --strict refuses', (t) => {
  const rows = tableBehind(PAGE, 'troubles:').map((row) => [quotedIn(row[0] ?? ''), row.at(-1)]);
  t.deepEqual(
    rows,
    TROUBLE_KINDS.map((kind) => [kind, isBadLine({ kind }) ? 'invalid' : 'no']),
  );
});
