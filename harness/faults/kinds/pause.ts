/** Nodes stand still, and go on. */

import type { NemesisKind } from '../kind.js';
import { hitting, mending, NODE_FAULT, NODE_TARGETS, nodeLines } from '../node-fault.js';

export const pause: NemesisKind = {
  name: 'pause',
  begins: ['pause'],
  // A node that is killed stands still no more.
  ends: ['resume', 'kill', 'restart'],
  ...NODE_FAULT,
  isStandstill: true,
  deeds: {
    pause: hitting('pause', ['running'], 'paused'),
    resume: mending({
      verb: 'resume',
      isDue: (cluster, node) => cluster.states().get(node) === 'paused',
      done: () => 'resumed',
    }),
  },
  planned: ({ f, result }) => (f === 'pause' || f === 'resume' ? nodeLines(f, result) : []),
  heal: (cluster) => {
    const paused = [...cluster.states()].filter(([, state]) => state === 'paused').map(([node]) => node);
    return paused.length === 0 ? undefined : { f: 'resume', value: paused.join(',') };
  },
  nemesis: {
    ...NODE_TARGETS,
    options: ['nemesis-targets'],
    reference: {
      happens: 'nodes stop without ending (SIGSTOP)',
      undone: 'paused nodes go on (SIGCONT)',
      lines: ['pause n1', 'resume n1'],
    },
    absence: 'no node was paused',
  },
};
