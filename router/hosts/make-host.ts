/** From what a node runs to the host that contains it. */

import type { Program, Random } from '../../node/index.js';
import type { DataFolders } from '../data-folders.js';
import type { Network } from '../network.js';
import { DataFolder } from './data-folder.js';
import type { Host, HostListener } from './host.js';
import { InlineHost } from './inline-host.js';
import type { Command } from './command.js';
import { ProcessHost } from './process-host.js';
import { VirtualHost, type VirtualStart } from './virtual/virtual-host.js';
import type { VirtualNodes } from './virtual/virtual-nodes.js';
import { type Script, WorkerHost } from './worker-host.js';

/** In what a node can run: a child process, a worker thread, simulated in this thread, or a process in virtual time. */
export const RUNTIMES = ['process', 'worker', 'sim', 'virtual'] as const;
/** One of `RUNTIMES`. */
export type Runtime = (typeof RUNTIMES)[number];

/**
 * What each node runs, and in what: a command (any language), a JavaScript file, or a function of a `Node`.
 */
export type NodeSource =
  | { readonly runtime: 'process'; readonly command: Command }
  | { readonly runtime: 'worker'; readonly script: Script }
  | { readonly runtime: 'sim'; readonly program: Program }
  | { readonly runtime: 'virtual'; readonly command: Command };

/** Runtimes in which time is the run's own, and jumps. */
export function isSimulated(runtime: Runtime): boolean {
  return runtime === 'sim' || runtime === 'virtual';
}

/** A host that has not been started. A simulated node has no use for `data`: it remembers without files. */
export function makeHost(
  node: string,
  source: NodeSource,
  collaborators: {
    readonly network: Network;
    readonly random: Random;
    readonly listener: HostListener;
    readonly data: DataFolders;
    /** Those that run in virtual time; needed for such a source. */
    readonly virtual: VirtualNodes | undefined;
  },
): Host {
  const { network, random, listener } = collaborators;
  const data = new DataFolder(() => collaborators.data.pathOf(node));
  // A node that is restarted must not repeat the random choices of its last life. Programs written with `eddy/node` draw the same
  // numbers in every runtime: those of this stream, which a simulated node is given itself.
  const seed = (start: number): Record<string, string> => ({
    EDDY_SEED: String(random.fork(`node ${node} start ${start}`).seed),
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
    case 'virtual': {
      const { command } = source;
      const { virtual } = collaborators;
      if (virtual === undefined) throw new Error('nodes in virtual time need a virtual clock');
      const at = (start: number): VirtualStart => ({
        command: { ...command, env: { ...command.env, ...seed(start) } },
        seed: random.fork(`system of ${node} start ${start}`).integer(0, 0x7fffffff),
      });
      return new VirtualHost(node, at, virtual, { network, listener, data });
    }
  }
}
