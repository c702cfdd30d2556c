/**
 * The words that change a cluster while it runs: one language for `eddy up`, for fault schedules and for the library.
 *
 *     partition majority              one of the kinds: one, majority, minority-third, majorities-ring, one-way
 *     partition n1,n2 | n3,n4         groups that do not hear each other; nodes in no group hear all
 *     partition n1 -> n2,n3           n2 and n3 no longer hear n1, which still hears them
 *     heal                            all links are open again
 *     latency 100 [uniform]           mean in milliseconds, and constant, uniform or exponential
 *     loss 0.05                       probability of a message between nodes to be lost
 *     duplication 0.05                probability of a message between nodes to arrive twice
 *     pause n1   resume n1            nodes stand still and go on; several with commas, or `all`
 *     kill n1    restart n1           nodes die at once, and start again with nothing but what they wrote to disk
 */

import { LATENCY_DISTRIBUTIONS, type Latency, type LatencyDistribution } from './rules/latency.js';
import { PARTITION_KINDS, type PartitionKind } from './rules/grudges.js';

export type Control =
  | { readonly do: 'partition'; readonly kind: PartitionKind }
  | { readonly do: 'partition'; readonly groups: readonly (readonly string[])[] }
  | { readonly do: 'partition'; readonly from: readonly string[]; readonly to: readonly string[] }
  | { readonly do: 'heal' }
  | { readonly do: 'latency'; readonly latency: Latency }
  | { readonly do: 'loss' | 'duplication'; readonly probability: number }
  | { readonly do: 'pause' | 'resume' | 'kill' | 'restart'; readonly nodes: readonly string[] };

export const CONTROL_WORDS = [
  'partition',
  'heal',
  'latency',
  'loss',
  'duplication',
  'pause',
  'resume',
  'kill',
  'restart',
] as const;

/** A control line that cannot be understood. The message says what came and what was expected. */
export class ControlError extends Error {
  constructor(text: string) {
    super(text);
    this.name = 'ControlError';
  }
}

/** Reads a control line for a cluster of these nodes. Throws a ControlError. */
export function parseControl(line: string, nodes: readonly string[]): Control {
  const [word = '', ...rest] = line.trim().split(/\s+/);
  const text = rest.join(' ');
  switch (word) {
    case 'partition':
      return partition(text, nodes);
    case 'heal':
      if (text !== '') throw new ControlError(`heal takes nothing, got ${JSON.stringify(text)}`);
      return { do: 'heal' };
    case 'latency':
      return latency(rest);
    case 'loss':
    case 'duplication':
      return { do: word, probability: probability(word, text) };
    case 'pause':
    case 'resume':
    case 'kill':
    case 'restart':
      return { do: word, nodes: nodeList(word, text, nodes) };
    default:
      throw new ControlError(
        `unknown word ${JSON.stringify(word)}: expected ${CONTROL_WORDS.join(', ')}, or a message as a JSON object`,
      );
  }
}

function partition(text: string, nodes: readonly string[]): Control {
  const kind = PARTITION_KINDS.find((each) => each === text);
  if (kind !== undefined) return { do: 'partition', kind };
  if (text.includes('->')) {
    const [from = '', to = '', ...more] = text.split('->');
    if (more.length > 0) throw new ControlError(`partition takes one arrow, got ${JSON.stringify(text)}`);
    return {
      do: 'partition',
      from: nodeList('partition', from, nodes),
      to: nodeList('partition', to, nodes),
    };
  }
  if (text.includes('|')) {
    const groups = text.split('|').map((group) => nodeList('partition', group, nodes));
    const twice = groups.flat().find((node, i, all) => all.indexOf(node) !== i);
    if (twice !== undefined) throw new ControlError(`${twice} is in two groups of ${JSON.stringify(text)}`);
    return { do: 'partition', groups };
  }
  throw new ControlError(
    `partition expects ${PARTITION_KINDS.join(', ')}, groups as n1,n2 | n3, or a direction as n1 -> n2; ` +
      `got ${JSON.stringify(text)}`,
  );
}

function latency(words: readonly string[]): Control {
  const [mean = '', distribution = 'constant'] = words;
  const meanMs = Number(mean);
  if (mean === '' || !(meanMs >= 0) || meanMs === Infinity) {
    throw new ControlError(`latency expects milliseconds >= 0, got ${JSON.stringify(mean)}`);
  }
  if (words.length > 2 || !isDistribution(distribution)) {
    throw new ControlError(
      `latency expects milliseconds and one of ${LATENCY_DISTRIBUTIONS.join(', ')}, got ${JSON.stringify(words.join(' '))}`,
    );
  }
  return { do: 'latency', latency: { meanMs, distribution } };
}

export function isDistribution(text: string): text is LatencyDistribution {
  return LATENCY_DISTRIBUTIONS.some((each) => each === text);
}

function probability(word: string, text: string): number {
  const p = Number(text);
  if (text === '' || !(p >= 0 && p <= 1)) {
    throw new ControlError(`${word} expects a probability from 0 to 1, got ${JSON.stringify(text)}`);
  }
  return p;
}

function nodeList(word: string, text: string, nodes: readonly string[]): readonly string[] {
  const named = text.split(/[\s,]+/).filter((name) => name !== '');
  if (named.length === 1 && named[0] === 'all') return nodes;
  if (named.length === 0)
    throw new ControlError(`${word} expects nodes, got none; known are ${nodes.join(', ')}`);
  const unknown = named.find((name) => !nodes.includes(name));
  if (unknown !== undefined)
    throw new ControlError(`there is no node ${unknown}; known are ${nodes.join(', ')}`);
  // Named twice is named once: a node that is restarted twice at a time would run twice.
  return [...new Set(named)];
}
