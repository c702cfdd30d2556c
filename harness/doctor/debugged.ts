/** The values of this thread as a debugger shows them, with what is private: made into text, to be compared. */

import type { Runtime, Session } from 'node:inspector';

/** The most values that a text has; of a thing with more, the first of them. */
const VALUES = 300;
const DEPTH = 6;
const HELD = 'eddy.held';
const OF_FUNCTIONS = new Set(['name', 'length', 'prototype', 'arguments', 'caller']);

type Remote = Runtime.RemoteObject;
type Member = { readonly name: string; readonly value?: Remote | undefined };

/** Values as a debugger shows them, with what is private. */
export class Debugged {
  readonly #session: Session;
  #left = VALUES;

  constructor(session: Session) {
    this.#session = session;
  }

  fresh(): Debugged {
    return new Debugged(this.#session);
  }

  /** A value of this thread for the debugger. */
  hold(value: unknown): Remote {
    Reflect.set(globalThis, Symbol.for(HELD), value);
    const held: Remote[] = [];
    this.#session.post(
      'Runtime.evaluate',
      { expression: `globalThis[Symbol.for(${JSON.stringify(HELD)})]` },
      (_error, { result }) => held.push(result),
    );
    Reflect.deleteProperty(globalThis, Symbol.for(HELD));
    return held[0] ?? { type: 'undefined' };
  }

  /** The variables around a function that belong to modules and to functions around it. */
  variables(of: Remote): readonly Member[] {
    const scopes = this.#properties(of).internal.find(({ name }) => name === '[[Scopes]]')?.value;
    if (scopes === undefined) return [];
    return this.#properties(scopes).own.flatMap(({ value }) => {
      const isShared = value === undefined || /^(?:Global|Script|Object)/.test(value.description ?? '');
      return isShared ? [] : this.#properties(value).own;
    });
  }

  /** What a function or a class has beside what all have. */
  members(of: Remote): readonly Member[] {
    return this.#properties(of).own.filter(({ name }) => !OF_FUNCTIONS.has(name));
  }

  /** All that can be seen in a value, to a depth. */
  text(value: Remote, depth = DEPTH): string {
    const plain = String(value.unserializableValue ?? value.value ?? value.description ?? value.type);
    // What a module exports is that module's.
    const isModule = value.className === 'Module';
    if (value.objectId === undefined || isModule || depth === 0 || --this.#left < 0) return plain;
    const { own, hidden, internal } = this.#properties(value);
    const isFunction = value.type === 'function';
    const kept = isFunction ? this.members(value) : own;
    const entries = internal.filter(({ name }) => name === '[[Entries]]' || name === '[[PrimitiveValue]]');
    const around = isFunction ? this.#closure(value) : [];
    const all = [...kept, ...hidden, ...entries, ...around].map(
      (member) => `${member.name}:${member.value === undefined ? '' : this.text(member.value, depth - 1)}`,
    );
    return `${plain}{${all.join()}}`;
  }

  /** What a function that was made by another one remembers; variables of modules are looked at by themselves. */
  #closure(of: Remote): readonly Member[] {
    const scopes = this.#properties(of).internal.find(({ name }) => name === '[[Scopes]]')?.value;
    if (scopes === undefined) return [];
    return this.#properties(scopes).own.flatMap(({ value }) =>
      value !== undefined && /^(?:Closure|Block)/.test(value.description ?? '')
        ? this.#properties(value).own
        : [],
    );
  }

  #properties({ objectId, type }: Remote): Properties {
    const found: Properties[] = [];
    // A symbol has an id and no properties.
    if (objectId !== undefined && type !== 'symbol') {
      const asked = { objectId, ownProperties: true };
      this.#session.post('Runtime.getProperties', asked, (_error, answer: Answer) => {
        const { result, internalProperties = [], privateProperties = [] } = answer;
        const own = result.filter(({ name }) => name !== '__proto__');
        found.push({ own, hidden: privateProperties, internal: internalProperties });
      });
    }
    return found[0] ?? { own: [], hidden: [], internal: [] };
  }
}

interface Properties {
  readonly own: readonly Member[];
  readonly hidden: readonly Member[];
  readonly internal: readonly Member[];
}

/** What the debugger says of a thing; the types of Node do not have all of it. */
interface Answer {
  readonly result: readonly Member[];
  readonly internalProperties?: readonly Member[] | undefined;
  readonly privateProperties?: readonly Member[] | undefined;
}
