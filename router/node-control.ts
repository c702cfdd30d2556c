/** The control words that act on nodes, not on the network between them. What they do to a node is `cluster.ts`. */

import { type ControlWord, nodeList, type UsageLine } from './control-line.js';

export type NodeVerb = 'pause' | 'resume' | 'kill' | 'restart' | 'wipe';

export interface NodeControl<V extends NodeVerb = NodeVerb> {
  readonly do: V;
  readonly nodes: readonly string[];
}

export const NODE_WORDS: { readonly [V in NodeVerb]: ControlWord<NodeControl<V>> } = {
  pause: verb('pause', ['pause n1', 'n1 stands still; several nodes with commas, or all']),
  resume: verb('resume', ['resume n1', 'n1 goes on']),
  kill: verb('kill', ['kill n1', 'n1 dies at once, with everything that it started']),
  restart: verb('restart', [
    'restart n1',
    'n1 starts with what it wrote to disk; it is killed first if it runs',
  ]),
  wipe: verb('wipe', ['wipe n1', 'n1, which must be dead, loses what it wrote to disk']),
};

function verb<V extends NodeVerb>(word: V, usage: UsageLine): ControlWord<NodeControl<V>> {
  return {
    parse: (words, nodes) => ({ do: word, nodes: nodeList(word, words.join(' '), nodes) }),
    usage: [usage],
  };
}
