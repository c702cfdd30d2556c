/**
 * The registry of kinds of fault, in the order in which help lists them. Whatever lists kinds asks it: a new one is a file
 * here and a line below.
 */

import type { FaultKind, NemesisKind } from '../kind.js';
import { clockSkew } from './clock-skew.js';
import { corrupt } from './corrupt.js';
import { duplication } from './duplication.js';
import { kill } from './kill.js';
import { latency } from './latency.js';
import { loss } from './loss.js';
import { partition } from './partition.js';
import { pause } from './pause.js';
import { reorder } from './reorder.js';
import { slow } from './slow.js';

const REGISTRY = {
  partition,
  kill,
  pause,
  latency,
  loss,
  duplication,
  reorder,
  slow,
  corrupt,
  'clock-skew': clockSkew,
};

type Registry = typeof REGISTRY;

/** The names of the kinds that `--nemesis` knows. */
export type Nemesis = {
  [N in keyof Registry]: Registry[N] extends NemesisKind ? N : never;
}[keyof Registry];

export const FAULT_KINDS: readonly FaultKind[] = Object.values(REGISTRY);

export const NEMESIS_KINDS: readonly NemesisKind[] = FAULT_KINDS.filter((kind) => isOfNemesis(kind));

/** The same by name. Jepsen's own names come first. */
export const NEMESES: readonly Nemesis[] = Object.keys(REGISTRY).filter((name) => isNemesis(name));

export function isNemesis(name: string): name is Nemesis {
  return NEMESIS_KINDS.some((kind) => kind.name === name);
}

/** Throws an Error on a name that is none: only this program names kinds. */
export function kindNamed(name: string): FaultKind {
  const kind = FAULT_KINDS.find((each) => each.name === name);
  if (kind === undefined) throw new Error(`no kind of fault is called ${name}`);
  return kind;
}

/** The kind that an operation of the nemesis begins. */
export function kindBegunBy(f: string): FaultKind | undefined {
  return FAULT_KINDS.find(({ begins }) => begins.includes(f));
}

/** Of the nemesis's own. */
export function nemesisKind(name: Nemesis): NemesisKind {
  return REGISTRY[name];
}

function isOfNemesis(kind: FaultKind): kind is NemesisKind {
  return kind.nemesis !== undefined;
}
