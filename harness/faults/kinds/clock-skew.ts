/** The clocks of nodes are wrong: the one on the wall jumps, or both run too fast or too slowly. */

import { describeSkew, isSimulated, LIVE_CLOCKS, parseControl } from '../../../router/index.js';
import { applyLine, healingDraft } from '../control-deed.js';
import type { Struck } from '../fault.js';
import type { NemesisKind } from '../kind.js';

/** What the nemesis does to the clocks of one node. */
const SKEWS = ['+300ms', '-300ms', '+10s', '-10s', 'x1.01', 'x0.99', 'x1.5'];

export const clockSkew: NemesisKind = {
  name: 'clock-skew',
  begins: ['start-clock-skew', 'clock-skew'],
  ends: ['stop-clock-skew', 'clock-reset'],
  deeds: {
    'start-clock-skew': async (means, value) => {
      await applyLine(means, 'clock-skew', value);
      return value;
    },
    'stop-clock-skew': async (means, value) => {
      await applyLine(means, 'clock-reset', null);
      return value;
    },
  },
  heal: ({ clocks }, options) =>
    clocks.skewed.size > 0 ? healingDraft('clock-skew', 'clock-reset', options) : undefined,
  read: ({ asked }, { nodes }) => readSkew(String(asked), nodes),
  describe: ({ nodes = [], value }) => `${nodes.join(',')} ${value}`,
  nemesis: {
    draw: (random, { nodes }) => `${random.pick(nodes)} ${random.pick(SKEWS)}`,
    endValue: null,
    options: [],
    reference: {
      happens:
        "a node's wall clock jumps 300 ms or 10 s ahead or back, or its clocks run 1 % too fast, 1 % too slowly, or half as " +
        'fast again (`--runtime sim` and `virtual` only)',
      undone: 'every clock runs as `--clock-skew` says',
      lines: ['clock-skew n2 +300ms', 'clock-reset'],
    },
    absence: 'no clock was wrong',
    impossible: ({ runtime }) => (isSimulated(runtime) ? undefined : LIVE_CLOCKS),
  },
};

/** A history from elsewhere may ask for what this version does not know: that hits nothing that could be named. */
function readSkew(asked: string, nodes: readonly string[]): Struck {
  try {
    const control = parseControl(`clock-skew ${asked}`, nodes);
    if (control.do !== 'clock-skew') return { nodes: [], value: asked };
    return { nodes: control.nodes, value: describeSkew(control.skew) };
  } catch {
    return { nodes: [], value: asked };
  }
}
