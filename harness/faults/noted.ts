/** What a fault that the journal notes as it happens begins and ends, for pictures of a run that still goes on. */

import { NODE_VERBS } from '../../router/index.js';
import { FAULT_KINDS, kindBegunBy } from './kinds/index.js';

/** A node that ended by itself: no kind of fault, but noted as one. */
const CRASH = 'crash';

export interface Noted {
  /** The node that it befell; undefined for a fault of the network. */
  readonly node: string | undefined;
  /** It breaks something, or makes it worse. */
  readonly begins: boolean;
  /** It lasts until a note of its own ends it. A setting, such as a loss, is a moment: notes do not say what is usual. */
  readonly lasts: boolean;
  /** The faults that it ends, at the same node if they are of nodes. */
  readonly ends: readonly string[];
}

/** `fault` and `text` are those of the journal: the word of a control line or `crash`, and a text that begins with the node. */
export function noted(fault: string, text: string): Noted {
  const kind = kindBegunBy(fault);
  const isCrash = fault === CRASH;
  const ended = FAULT_KINDS.filter(({ ends }) => ends.includes(fault));
  return {
    node: isCrash || NODE_VERBS.includes(fault) ? text.split(' ')[0] : undefined,
    begins: isCrash || kind !== undefined,
    lasts: isCrash || (kind !== undefined && !kind.ends.includes(fault)),
    // A node that crashed is as dead as one that was killed.
    ends: ended.flatMap(({ name, isDeadly }) => (isDeadly === true ? [name, CRASH] : [name])),
  };
}
