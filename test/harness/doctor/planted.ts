/**
 * Programs with one source of the outside each: an echo node that does one thing more. What is planted is on the line that ends
 * with the mark.
 */

import { pathToFileURL } from 'node:url';
import path from 'node:path';

export interface Planted {
  readonly name: string;
  readonly text: string;
  /** From 1. */
  readonly line: number;
  /** What the doctor calls it begins with this. */
  readonly call: string;
}

const MARK = '// here';

const NODE = pathToFileURL(path.resolve('dist/node/index.js')).href;

/** The rows: what it is called, what the module says above the program, and what the program does for each request. */
type Row = readonly [call: string, above: string, does: string];

const ROWS: readonly Row[] = [
  ['Date.now()', '', 'echo.at = Date.now();'],
  ['new Date()', '', 'echo.at = new Date().toISOString();'],
  ['new Date()', '', 'echo.at = Date();'],
  ['new Date()', 'class Stamp extends Date {}', 'echo.at = Number(new Stamp());'],
  ['Date.now()', 'const { now } = Date;', 'echo.at = now();'],
  ['Date.now()', `const began = Date.now(); ${MARK}`, 'echo.at = began;'],
  ['performance.now()', '', 'echo.at = performance.now();'],
  ['performance.now()', "import { performance as clock } from 'node:perf_hooks';", 'echo.at = clock.now();'],
  ['performance.mark()', '', "echo.at = performance.mark('a').startTime;"],
  ['process.hrtime()', '', 'echo.at = process.hrtime()[1];'],
  ['process.hrtime.bigint()', '', 'echo.at = Number(process.hrtime.bigint());'],
  ['process.hrtime()', "import { hrtime } from 'node:process';", 'echo.at = hrtime()[1];'],
  ['process.uptime()', '', 'echo.at = process.uptime();'],
  ['setTimeout()', '', 'setTimeout(() => {}, 1);'],
  ['setInterval()', '', 'setInterval(() => {}, 50).unref();'],
  ['setImmediate()', '', 'setImmediate(() => {});'],
  ['timers.setTimeout()', "import { setTimeout as later } from 'node:timers';", 'later(() => {}, 1);'],
  [
    'timers/promises setTimeout()',
    "import { setTimeout as sleep } from 'node:timers/promises';",
    'void sleep(1);',
  ],
  [
    'timers/promises setTimeout()',
    "import { promisify } from 'node:util'; const sleep = promisify(setTimeout);",
    'void sleep(1);',
  ],
  ['AbortSignal.timeout()', '', 'AbortSignal.timeout(1000);'],
  ['Math.random()', '', 'echo.chance = Math.random();'],
  ['Math.random()', '', 'echo.chance = [3, 1, 2].sort(() => Math.random() - 0.5);'],
  ['Math.random()', '', 'echo.chance = [1].map(Math.random);'],
  ['Math.random()', '', 'void Promise.resolve().then(() => Math.random());'],
  [
    'crypto.randomBytes()',
    "import { randomBytes } from 'node:crypto';",
    "echo.id = randomBytes(4).toString('hex');",
  ],
  ['crypto.randomUUID()', "import { randomUUID } from 'node:crypto';", 'echo.id = randomUUID();'],
  ['crypto.randomUUID()', '', 'echo.id = crypto.randomUUID();'],
  ['crypto.getRandomValues()', '', 'echo.id = crypto.getRandomValues(new Uint8Array(4))[0];'],
  ['crypto.randomInt()', "import crypto from 'node:crypto';", 'echo.id = crypto.randomInt(1000);'],
  [
    'crypto.randomFillSync()',
    "import crypto from 'node:crypto';",
    'echo.id = crypto.randomFillSync(Buffer.alloc(4))[0];',
  ],
  ['process.pid', '', 'echo.id = process.pid;'],
  ['process.env', '', 'echo.home = process.env.HOME;'],
  ['process.env', "import { env } from 'node:process';", "echo.home = 'HOME' in env;"],
  ['process.memoryUsage()', '', 'echo.used = process.memoryUsage().heapUsed;'],
  ['process.memoryUsage.rss()', '', 'echo.used = process.memoryUsage.rss();'],
  ['process.cpuUsage()', '', 'echo.used = process.cpuUsage().user;'],
  ['os.hostname()', "import os from 'node:os';", 'echo.host = os.hostname();'],
  ['os.cpus()', "import { cpus } from 'node:os';", 'echo.host = cpus().length;'],
  ['os.freemem()', "import { freemem } from 'os';", 'echo.host = freemem();'],
  ['fs.readdirSync()', "import { readdirSync } from 'node:fs';", "echo.files = readdirSync('/');"],
  [
    'fs.readFileSync()',
    "import fs from 'node:fs';",
    "echo.files = fs.readFileSync('/etc/hostname', 'utf8');",
  ],
  ['fs.promises.readdir()', "import { readdir } from 'node:fs/promises';", "void readdir('/');"],
  ['fs.existsSync()', "import { existsSync } from 'node:fs';", "echo.files = existsSync('/nowhere');"],
  [
    'fs.readFile()',
    "import { createRequire } from 'node:module'; const fs = createRequire(import.meta.url)('fs');",
    "fs.readFile('/nowhere', () => {});",
  ],
  ['http.get()', "import http from 'node:http';", "http.get('http://127.0.0.1:1/').on('error', () => {});"],
  ['net.connect()', "import { connect } from 'node:net';", "connect(1, '127.0.0.1').on('error', () => {});"],
  ['net.Socket()', "import { Socket } from 'node:net';", 'new Socket();'],
  ['fetch()', '', "fetch('http://127.0.0.1:1/').catch(() => {});"],
  ['dns.lookup()', "import dns from 'node:dns';", "dns.lookup('localhost', () => {});"],
  [
    'child_process.spawnSync()',
    "import { spawnSync } from 'node:child_process';",
    "echo.out = spawnSync('true').status;",
  ],
  [
    'new Worker()',
    "import { Worker } from 'node:worker_threads';",
    "void new Worker('', { eval: true }).terminate();",
  ],
  ['new MessageChannel()', '', 'new MessageChannel();'],
  ['new WeakRef()', '', 'new WeakRef({});'],
  ['state of the module: count', `let count = 0; ${MARK}`, 'echo.count = ++count;'],
  ['state of the module: seen', `const seen = new Set(); ${MARK}`, 'echo.count = seen.add(node.now()).size;'],
  [
    'state of the module: log',
    `class Log { #rows = []; add() { return this.#rows.push(1); } }\nconst log = new Log(); ${MARK}`,
    'echo.count = log.add();',
  ],
  ['state of the module: Ids.next', `class Ids {\n  static next = 0; ${MARK}\n}`, 'echo.count = Ids.next++;'],
  [
    'state of the module: draw',
    `const counter = () => { let n = 0; return () => ++n; };\nconst draw = counter(); ${MARK}`,
    'echo.count = draw();',
  ],
  [
    'state of the module: globalThis.shared',
    '',
    'echo.count = globalThis.shared = (globalThis.shared ?? 0) + 1;',
  ],
];

/** The planted programs. */
export const PLANTED: readonly Planted[] = ROWS.map(([call, above, does]) => {
  const text = [
    `import { shape } from ${JSON.stringify(NODE)};`,
    ...(above === '' ? [] : [above]),
    'export default function program(node) {',
    "  node.handle('echo', { echo: shape.any }, (request) => {",
    '    const echo = { of: request.echo };',
    `    ${does}${above.includes(MARK) ? '' : ` ${MARK}`}`,
    '    node.log(JSON.stringify(echo));',
    '    node.send(node.id, { type: "seen", ...echo });',
    '    return { echo: request.echo };',
    '  });',
    "  node.on('seen', {}, () => {});",
    '}',
    '',
  ].join('\n');
  const line = text.split('\n').findIndex((each) => each.endsWith(MARK)) + 1;
  return { name: `${call} by ${does}`, text, line, call };
});
