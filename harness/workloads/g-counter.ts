/** A counter that only goes up: that of `pn-counter.ts`, without the adds that would take it down. */

import type { CounterResult } from '../checkers/index.js';
import { only } from '../operations/generator.js';
import { addsAndReads, finalReads, pnCounter } from './pn-counter.js';
import type { Workload } from './workload.js';

export const gCounter: Workload<CounterResult> = {
  ...pnCounter,
  name: 'g-counter',
  about: 'a counter that only goes up: every node shows the sum of all adds in the end',
  reference: {
    ...pnCounter.reference,
    load:
      'About a third of the operations add a delta from 0 to 4, the others read. When the faults are over and the cluster has ' +
      'recovered, each worker reads once more: these are the final reads.',
  },
  program: 'g-counter',

  generators: (random, _options, threads) => ({
    // What is drawn anew may be a read then, so there are about two of them for each add.
    main: only(addsAndReads(random), ({ value }) => Number(value) >= 0),
    final: finalReads(threads),
  }),
};
