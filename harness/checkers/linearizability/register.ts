/**
 * The models of one register, unset (null) at first: reads and writes, and with `casRegister` compare-and-set.
 *
 * As in Maelstrom's model a read of null is legal whatever the register holds: it stands for a read that saw nothing. A
 * compare-and-set from null succeeds on an unset register.
 */

import { canonicalJson } from '../json-value.js';
import type { Call, Model, Outline } from './model.js';

/** A register with reads and writes. The value of a write is what it writes, that of a read what it saw. */
export const register: Model<unknown> = registerModel('register', ['read', 'write']);

/** `cas` has the value [from, to]. */
export const casRegister: Model<unknown> = registerModel('cas-register', ['read', 'write', 'cas']);

function registerModel(name: string, knows: readonly string[]): Model<unknown> {
  return {
    name,
    initial: null,
    key: canonicalJson,

    step(held, call) {
      const outline = knows.includes(call.f) ? outlineOf(call) : undefined;
      if (outline === undefined) return { refusal: misfit(call, knows) };
      if ('requires' in outline && canonicalJson(outline.requires) !== canonicalJson(held)) {
        return { refusal: `cannot ${inWords(call)}: the register holds ${canonicalJson(held)}` };
      }
      return { state: 'leaves' in outline ? outline.leaves : held };
    },

    outline: (call) => (knows.includes(call.f) ? outlineOf(call) : undefined),
  };
}

function outlineOf({ f, value }: Call): Outline<unknown> | undefined {
  if (f === 'read') return (value ?? null) === null ? {} : { requires: value };
  if (f === 'write') return { leaves: value ?? null };
  if (!isPair(value)) return undefined;
  const [requires, leaves] = value;
  return { requires: requires ?? null, leaves: leaves ?? null };
}

function inWords({ f, value }: Call): string {
  if (f !== 'cas' || !isPair(value)) return `${f} ${canonicalJson(value)}`;
  return `compare-and-set from ${canonicalJson(value[0])} to ${canonicalJson(value[1])}`;
}

function misfit({ f, value }: Call, knows: readonly string[]): string {
  if (!knows.includes(f)) return `a register knows ${knows.join(', ')}, not ${f}`;
  return `${f} takes [from, to], not ${canonicalJson(value)}`;
}

function isPair(value: unknown): value is readonly [unknown, unknown] {
  return Array.isArray(value) && value.length === 2;
}
