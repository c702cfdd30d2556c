/** From what a node runs to the host that contains it. */

import type { Program, Random } from '../../node/index.js';
import type { DataFolders } from '../data-folders.js';
import type { Network } from '../network.js';
import { DataFolder } from './data-folder.js';
import type { Host, HostListener } from './host.js';
import { InlineHost } from './inline-host.js';
import { type Command, ProcessHost } from './process-host.js';
import { type Script, WorkerHost } from './worker-host.js';

/** In what a node can run: a child process, a worker thread, or simulated in this thread. */
export const RUNTIMES = ['process', 'worker', 'sim'] as const;
/** One of `RUNTIMES`. */
export type Runtime = (typeof RUNTIMES)[number];

/**
 * What each node runs, and in what: a command (any language), a JavaScript file, or a function of a `Node`.
 */
export type NodeSource =
  | { readonly runtime: 'process'; readonly command: Command }
  | { readonly runtime: 'worker'; readonly script: Script }
  | { readonly runtime: 'sim'; readonly program: Program };

/** A host that has not been started. A simulated node has no use for `data`: it remembers without files. */
export function makeHost(
  node: string,
  source: NodeSource,
  collaborators: {
    readonly network: Network;
    readonly random: Random;
    readonly listener: HostListener;
    readonly data: DataFolders;
  },
): Host {
  const { network, random, listener } = collaborators;
  const data = new DataFolder(() => collaborators.data.pathOf(node));
  // A node that is restarted must not repeat the random choices of its last life.
  const seed = (start: number): Record<string, string> => ({
    EDDY_SEED: String(random.fork(`node ${node} start ${start}`).integer(0, 0x7fffffff)),
  });
  switch (source.runtime) {
    case 'process': {
      const { command } = source;
      const at = (start: number): Command => ({ ...command, env: { ...command.env, ...seed(start) } });
      return new ProcessHost(node, at, network, listener, data);
    }
    case 'worker': {
      const { script } = source;
      const at = (start: number): Script => ({ ...script, env: { ...script.env, ...seed(start) } });
      return new WorkerHost(node, at, network, listener, data);
    }
    case 'sim':
      return new InlineHost(node, source.program, network, random, listener);
  }
}
