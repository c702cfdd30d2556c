/** The control words that act on nodes, not on the network between them. What they do to a node is `cluster.ts`. */

import { type ControlLine, type ControlWord, nodeList } from './control-line.js';

/** What a control line can do to a node. */
export type NodeVerb = 'pause' | 'resume' | 'kill' | 'restart' | 'wipe';

/** `kill n1,n2`. The nodes are those of the cluster, each once. */
export interface NodeControl<V extends NodeVerb = NodeVerb> {
  readonly do: V;
  readonly nodes: readonly string[];
}

/** The words by name. */
export const NODE_WORDS: { readonly [V in NodeVerb]: ControlWord<NodeControl<V>> } = {
  pause: verb('pause', {
    examples: ['pause n1', 'resume n1'],
    meaning: 'nodes stop and go on; several with commas, or all',
  }),
  resume: verb('resume'),
  kill: verb('kill', {
    examples: ['kill n1', 'restart n1'],
    meaning: 'nodes die at once, and start with nothing but the files that they wrote',
  }),
  restart: verb('restart'),
  wipe: verb('wipe', { examples: ['wipe n1'], meaning: 'a dead node loses its files too' }),
};

/** The words that act on nodes, and stand in the journal before the node. */
export const NODE_VERBS: readonly string[] = Object.keys(NODE_WORDS);

function verb<V extends NodeVerb>(word: V, ...lines: readonly ControlLine[]): ControlWord<NodeControl<V>> {
  return {
    parse: (words, nodes) => ({ do: word, nodes: nodeList(word, words.join(' '), nodes) }),
    lines,
  };
}
