/** Nodes die at once, and are started again. */

import { isObject } from '../../../node/index.js';
import type { NemesisKind, NemesisMeans } from '../kind.js';
import { hitting, mending, NODE_FAULT, NODE_TARGETS, nodeLines } from '../node-fault.js';

const again = (means: NemesisMeans, node: string): Promise<void> => means.setUp(node);

export const kill: NemesisKind = {
  name: 'kill',
  begins: ['kill'],
  ends: ['start', 'restart'],
  ...NODE_FAULT,
  isDeadly: true,
  deeds: {
    // What stands still can be killed too.
    kill: hitting('kill', ['running', 'paused'], 'killed'),
    /** For those that were killed. Under `--nemesis-kill-keeps nothing` it is a start with an empty storage. */
    start: mending({
      verb: 'restart',
      isDue: (cluster, node) => cluster.killed.has(node),
      done: ({ 'nemesis-kill-keeps': keeps }) => (keeps === 'nothing' ? 'wiped-and-started' : 'started'),
      before: async ({ cluster, options }, node) => {
        if (options['nemesis-kill-keeps'] === 'nothing') await cluster.apply({ do: 'wipe', nodes: [node] });
      },
      after: again,
    }),
    restart: mending({ verb: 'restart', isDue: () => true, done: () => 'restarted', after: again }),
  },
  planned: ({ f, result }) => {
    if (f === 'kill') return nodeLines('kill', result);
    const wiped = Object.values(isObject(result) ? result : {}).includes('wiped-and-started');
    return [...(wiped ? nodeLines('wipe', result) : []), ...nodeLines('restart', result)];
  },
  heal: ({ nodes, killed }, { nemesis, 'nemesis-kill-keeps': keeps }) =>
    killed.size === 0
      ? undefined
      : {
          f: nemesis.includes('kill') || keeps === 'nothing' ? 'start' : 'restart',
          value: nodes.filter((node) => killed.has(node)).join(','),
        },
  drops: {
    reason: 'dead',
    words: (dest, cause) =>
      `dropped because ${dest} was dead${cause === undefined ? '' : ` (killed ${cause.span})`}`,
  },
  nemesis: {
    ...NODE_TARGETS,
    options: ['nemesis-targets', 'nemesis-kill-keeps'],
    reference: {
      happens: 'nodes die at once (SIGKILL, with all processes that they started)',
      undone: 'killed nodes are started again, and are sent `init` and the set-up',
      lines: ['kill n1', 'restart n1'],
    },
    absence: 'no node was killed',
  },
};
