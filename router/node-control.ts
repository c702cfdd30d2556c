/** The control words that act on nodes, not on the network between them. What they do to a node is `cluster.ts`. */

import { type ControlLine, type ControlWord, nodeList, noWords } from './control-line.js';
import { isSkewPart, parseSkew, type Skew } from './skew.js';

/** What a control line can do to a node. */
export type NodeVerb = 'pause' | 'resume' | 'kill' | 'restart' | 'wipe';

/** `kill n1,n2`. The nodes are those of the cluster, each once. */
export interface NodeControl<V extends NodeVerb = NodeVerb> {
  readonly do: V;
  readonly nodes: readonly string[];
}

/** `clock-skew n2 +300ms x1.01`, and `clock-reset` */
export type ClockControl =
  | { readonly do: 'clock-skew'; readonly nodes: readonly string[]; readonly skew: Skew }
  | { readonly do: 'clock-reset'; readonly nodes: readonly string[] };

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

/** The words that act on the clocks of nodes. */
export const CLOCK_WORDS: Readonly<Record<ClockControl['do'], ControlWord<ClockControl>>> = {
  'clock-skew': {
    parse: (words, nodes) => {
      const at = words.findIndex((word) => isSkewPart(word));
      const named = at < 0 ? words : words.slice(0, at);
      const skew = parseSkew('clock-skew', at < 0 ? [] : words.slice(at));
      return { do: 'clock-skew', nodes: nodeList('clock-skew', named.join(' '), nodes), skew };
    },
    lines: [
      {
        examples: ['clock-skew n2 +300ms', 'clock-skew n2 x1.01'],
        meaning: "a node's wall clock is ahead, or its clocks run faster; in runtimes sim and virtual",
      },
    ],
  },
  'clock-reset': {
    parse: (words, nodes) => {
      noWords('clock-reset', words);
      return { do: 'clock-reset', nodes };
    },
    lines: [{ examples: ['clock-reset'], meaning: 'all clocks are as they were at the beginning' }],
  },
};

/** The words that act on nodes, and stand in the journal before the node. */
export const NODE_VERBS: readonly string[] = [...Object.keys(NODE_WORDS), ...Object.keys(CLOCK_WORDS)];

function verb<V extends NodeVerb>(word: V, ...lines: readonly ControlLine[]): ControlWord<NodeControl<V>> {
  return {
    parse: (words, nodes) => ({ do: word, nodes: nodeList(word, words.join(' '), nodes) }),
    lines,
  };
}
