/**
 * Watches the gates of this thread: which places of a program call them.
 *
 * What a gate returns is what it returned before, and what a program sees of it too: each is a proxy of itself. It is for a thread
 * that ends after its run: what is watched stays so.
 */

import { syncBuiltinESMExports } from 'node:module';
import { type CallSite, callSite, stackFrames } from './call-site.js';
import { type Gate, gates } from './gates.js';

/** A place of a program that lets the outside in. */
export interface Source extends CallSite {
  /** `Date.now()`. */
  readonly call: string;
  readonly instead: string;
}

/** What a proxy needs to do what its target does. */
type Doing = (...given: unknown[]) => unknown;

export class Watch {
  readonly #sources = new Map<string, Source>();
  /** Whether a gate is being called: what it calls itself is no call of the program. */
  #isInside = false;

  /** Begins at once: before the program is loaded, so that it sees nothing else. */
  constructor() {
    for (const gate of gates()) this.#close(gate);
    // What is imported by name from a module of Node follows.
    syncBuiltinESMExports();
  }

  /** Each place once, in the order of the first calls. */
  get sources(): readonly Source[] {
    return [...this.#sources.values()];
  }

  #close(gate: Gate): void {
    const { owner, key } = gate;
    const descriptor = Object.getOwnPropertyDescriptor(owner, key);
    if (descriptor?.configurable !== true) return;
    const original: unknown = Reflect.get(owner, key);
    const { enumerable = false } = descriptor;
    if (gate.value === 'itself') {
      const get = (): unknown => {
        this.#note(gate);
        return original;
      };
      Object.defineProperty(owner, key, { get, enumerable, configurable: true });
      return;
    }
    const value =
      gate.value === 'members' && typeof original === 'object' && original !== null
        ? this.#members(gate, original)
        : typeof original === 'function'
          ? this.#calls(gate, original as Doing)
          : undefined;
    if (value === undefined) return;
    Object.defineProperty(owner, key, { value, writable: true, enumerable, configurable: true });
    // `new Date().constructor === Date` holds as before.
    const made: unknown = Reflect.get(value, 'prototype');
    const isClass = typeof made === 'object' && made !== null && Object.hasOwn(made, 'constructor');
    if (isClass && Reflect.get(made, 'constructor') === original) {
      Object.defineProperty(made, 'constructor', {
        value,
        writable: true,
        enumerable: false,
        configurable: true,
      });
    }
  }

  #calls(gate: Gate, original: Doing): object {
    const lets = gate.lets ?? (() => true);
    return new Proxy(original, {
      apply: (target, self: unknown, given: unknown[]) => {
        if (lets(given, true)) this.#note(gate);
        return this.#inside(() => Reflect.apply(target, self, given) as unknown);
      },
      construct: (target, given: unknown[], newTarget) => {
        if (lets(given, false)) this.#note(gate);
        return this.#inside(() => Reflect.construct(target, given, newTarget) as object);
      },
    });
  }

  #members(gate: Gate, original: object): object {
    const read = <T>(result: T): T => {
      this.#note(gate);
      return result;
    };
    return new Proxy(original, {
      get: (target, key) => read(Reflect.get(target, key) as unknown),
      has: (target, key) => read(Reflect.has(target, key)),
      ownKeys: (target) => read(Reflect.ownKeys(target)),
    });
  }

  #inside<T>(action: () => T): T {
    if (this.#isInside) return action();
    this.#isInside = true;
    try {
      return action();
    } finally {
      this.#isInside = false;
    }
  }

  #note({ call, instead }: Gate): void {
    if (this.#isInside) return;
    const site = callSite(stackFrames());
    if (site === undefined) return;
    const id = JSON.stringify([call, site.file, site.line, site.column]);
    if (!this.#sources.has(id)) this.#sources.set(id, { ...site, call, instead });
  }
}
