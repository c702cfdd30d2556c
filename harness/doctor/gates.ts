/**
 * What lets the outside into a JavaScript program: clocks, timers, chance, the machine, files, the network, other threads and the
 * collector. Each gate is a function, a class or a value of Node, and says what a node uses instead.
 */

import childProcess from 'node:child_process';
import crypto from 'node:crypto';
import dgram from 'node:dgram';
import dns from 'node:dns';
import fs from 'node:fs';
import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import net from 'node:net';
import os from 'node:os';
import timers from 'node:timers';
import timersPromises from 'node:timers/promises';
import tls from 'node:tls';
import v8 from 'node:v8';
import workerThreads from 'node:worker_threads';

export interface Gate {
  /** The object that has it as its own property, and its key there. */
  readonly owner: object;
  readonly key: string;
  /** As a person would write it: `Date.now()`. */
  readonly call: string;
  /** What a node uses instead. */
  readonly instead: string;
  /** A value that is read: its members are the gate (`process.env`), or it is one itself (`process.pid`). */
  readonly value?: 'members' | 'itself';
  /** Whether a call lets something in; without it each does. */
  readonly lets?: (given: readonly unknown[], isCall: boolean) => boolean;
}

const CLOCK = 'node.now()';
const TIMER = 'node.after() or node.every()';
const CHANCE = 'node.random';
const FILES = 'node.storage';
const NETWORK = 'node.send() or node.rpc()';
const MACHINE = 'nothing: a run must not depend on its process or machine; node.id names the node';
const OTHERS = 'nothing: what runs beside the node has a time of its own';
const COLLECTOR = 'nothing: when memory is freed depends on the machine';

/** All gates of this thread. One that this version of Node does not have is left out. */
export function gates(): readonly Gate[] {
  return [...clocks(), ...timing(), ...chance(), ...machine(), ...files(), ...network(), ...others()].filter(
    ({ owner, key }) => Object.hasOwn(owner, key),
  );
}

/** Functions of `owner` by their names. */
function named(owner: object, prefix: string, keys: readonly string[], instead: string): readonly Gate[] {
  return keys.map((key) => ({ owner, key, call: `${prefix}${key}()`, instead }));
}

/** All functions of a module. Its classes that are only kinds of results, such as `fs.Stats`, are left out by `pattern`. */
function every(owner: object, prefix: string, instead: string, pattern = /^[a-z]/): readonly Gate[] {
  const isFunction = (key: string): boolean => {
    const { value } = Object.getOwnPropertyDescriptor(owner, key) ?? {};
    return typeof value === 'function' && pattern.test(key);
  };
  return named(owner, prefix, Object.getOwnPropertyNames(owner).filter(isFunction), instead);
}

function prototypeOf(value: object | undefined): object {
  return Object.getPrototypeOf(value ?? {}) as object;
}

function clocks(): readonly Gate[] {
  const measures = prototypeOf(performance);
  return [
    ...named(Date, 'Date.', ['now'], CLOCK),
    {
      owner: globalThis,
      key: 'Date',
      call: 'new Date()',
      instead: CLOCK,
      lets: (given, isCall) => isCall || given.length === 0,
    },
    ...named(measures, 'performance.', ['now', 'mark', 'measure', 'eventLoopUtilization'], CLOCK),
    ...named(performance, 'performance.', ['now', 'mark', 'measure', 'eventLoopUtilization'], CLOCK),
    ...named(process.hrtime, 'process.hrtime.', ['bigint'], CLOCK),
    ...named(process, 'process.', ['hrtime', 'uptime'], CLOCK),
  ];
}

function timing(): readonly Gate[] {
  const names = ['setTimeout', 'setInterval', 'setImmediate'];
  return [
    ...named(globalThis, '', names, TIMER),
    ...named(timers, 'timers.', names, TIMER),
    ...named(timersPromises, 'timers/promises ', names, TIMER),
    ...named(prototypeOf(timersPromises.scheduler), 'scheduler.', ['wait', 'yield'], TIMER),
    ...named(AbortSignal, 'AbortSignal.', ['timeout'], TIMER),
  ];
}

function chance(): readonly Gate[] {
  const made = /^(?:random|generate|getRandomValues|pseudoRandomBytes|prng|rng)/;
  const names = Object.getOwnPropertyNames(crypto).filter((key) => made.test(key));
  return [
    ...named(Math, 'Math.', ['random'], CHANCE),
    ...named(crypto, 'crypto.', names, CHANCE),
    ...named(prototypeOf(globalThis.crypto), 'crypto.', ['getRandomValues', 'randomUUID'], CHANCE),
    ...named(prototypeOf(globalThis.crypto?.subtle), 'crypto.subtle.', ['generateKey'], CHANCE),
  ];
}

function machine(): readonly Gate[] {
  const measured = ['memoryUsage', 'cpuUsage', 'resourceUsage', 'constrainedMemory', 'availableMemory'];
  return [
    { owner: process, key: 'pid', call: 'process.pid', instead: MACHINE, value: 'itself' },
    { owner: process, key: 'ppid', call: 'process.ppid', instead: MACHINE, value: 'itself' },
    { owner: process, key: 'env', call: 'process.env', instead: MACHINE, value: 'members' },
    ...named(process.memoryUsage, 'process.memoryUsage.', ['rss'], MACHINE),
    ...named(process, 'process.', measured, MACHINE),
    ...named(v8, 'v8.', ['getHeapStatistics', 'getHeapSpaceStatistics'], MACHINE),
    ...every(os, 'os.', MACHINE),
  ];
}

function files(): readonly Gate[] {
  return [...every(fs, 'fs.', FILES), ...every(fs.promises, 'fs.promises.', FILES)];
}

function network(): readonly Gate[] {
  const modules = { net, http, https, http2, tls, dgram, dns };
  const makes = /^(?:connect|create|get$|request|Socket$|Server$|Agent$|lookup|resolve|reverse|Resolver$)/;
  return [
    ...Object.entries(modules).flatMap(([name, module]) => every(module, `${name}.`, NETWORK, makes)),
    ...every(dns.promises, 'dns.promises.', NETWORK, makes),
    ...named(globalThis, '', ['fetch', 'WebSocket', 'EventSource'], NETWORK),
  ];
}

function others(): readonly Gate[] {
  const threads = ['Worker', 'MessageChannel', 'BroadcastChannel'];
  return [
    ...every(childProcess, 'child_process.', OTHERS),
    ...threads.map((key) => ({ owner: workerThreads, key, call: `new ${key}()`, instead: OTHERS })),
    ...threads.map((key) => ({ owner: globalThis, key, call: `new ${key}()`, instead: OTHERS })),
    ...['WeakRef', 'FinalizationRegistry'].map((key) => ({
      owner: globalThis,
      key,
      call: `new ${key}()`,
      instead: COLLECTOR,
    })),
  ];
}
