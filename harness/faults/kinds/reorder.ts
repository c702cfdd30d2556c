/** Messages between nodes are held back, so that later ones overtake them. */

import { REORDER_WINDOW_MS } from '../../../router/index.js';
import type { NemesisKind } from '../kind.js';
import { settingFault, shares } from '../setting-fault.js';

export const reorder: NemesisKind = {
  ...settingFault('reorder', {
    // A window may stand behind the probability.
    isUsual: (asked) => Number.parseFloat(String(asked)) === 0,
    isOn: (rules) => rules.reorder.get().probability !== 0,
    undo: () => 'reorder 0',
    delays: 'some',
    planned: () => [],
  }),
  nemesis: shares('reorder', {
    happens: `are delayed by 1 to ${REORDER_WINDOW_MS} ms more, and later ones overtake them`,
    undone: 'no message is delayed further',
    absence: 'no message was held back on purpose',
  }),
};
