/**
 * What a node does that fails a run, whatever its clients saw: it ends by itself, or, under `--strict`, prints a line that
 * is refused. Lines that are accepted, and output that is dropped because a node floods (`overflow`), never fail a run.
 */

import { isBadLine, type TroubleCount, type TroubleKind } from '../../router/index.js';

/** A kind that the router reports and this table forgets does not compile. */
const TROUBLE_KINDS: Readonly<Record<TroubleKind, true>> = {
  'not-json': true,
  'not-utf8': true,
  'no-line-end': true,
  malformed: true,
  'unknown-src': true,
  'unknown-dest': true,
  'foreign-src': true,
  unsupported: true,
  'too-long': true,
  overflow: true,
  closed: true,
  crashed: true,
  deadlock: true,
  socket: true,
};

export function isTroubleKind(kind: unknown): kind is TroubleKind {
  return typeof kind === 'string' && Object.hasOwn(TROUBLE_KINDS, kind);
}

/** Whether a trouble makes a run invalid under `--strict`, and that was asked for. */
export function failsStrictly({ kind }: { readonly kind: TroubleKind }, strict: boolean): boolean {
  return strict && isBadLine({ kind });
}

/** Whether a run has failed for a trouble or a diagnosis of that kind. */
export function failsRun({ kind }: { readonly kind: string }, strict: boolean): boolean {
  return kind === 'crashed' || (isTroubleKind(kind) && failsStrictly({ kind }, strict));
}

/** The nodes that ended by themselves, in the order in which they did. */
export function crashedNodes(troubles: readonly TroubleCount[]): readonly string[] {
  return troubles.filter(({ kind }) => kind === 'crashed').map(({ node }) => node);
}
