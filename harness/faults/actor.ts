/**
 * What the nemesis's operations do to a cluster, and what they say of it: the value of the completion.
 *
 *     start-partition one      ["isolated", {"n1": ["n2", "n3"], ...}]     whom each node does not hear
 *     kill minority            {"n2": "killed", "n5": "killed"}            and start, restart, pause, resume alike
 *     start-loss 0.2           0.2                                         what is in force from now on
 *     anything                 ["failed", "..."]                           it could not be done, and the run goes on
 *
 * How an operation is done is its kind's affair (`kinds/`); any other is a control line.
 */

import type { NemesisActor } from '../operations/nemesis-actor.js';
import { failed } from './act.js';
import { applyLine } from './control-deed.js';
import type { Deed, NemesisMeans } from './kind.js';
import { FAULT_KINDS } from './kinds/index.js';

const DEEDS: ReadonlyMap<string, Deed> = new Map(FAULT_KINDS.flatMap(({ deeds }) => Object.entries(deeds)));

/** Does the nemesis's operations to a cluster. */
export function nemesisActor(means: NemesisMeans): NemesisActor {
  return async ({ f, value }) => {
    try {
      const deed = DEEDS.get(f);
      if (deed !== undefined) return await deed(means, value);
      await applyLine(means, f, value);
      return value;
    } catch (error) {
      return failed(error);
    }
  };
}
