/**
 * The control language: it changes a cluster while it runs, in `eddy up`, in fault schedules and in the library.
 *
 *     partition majority              one of the kinds: one, majority, minority-third, majorities-ring, one-way,
 * bridge
 *     partition n1,n2 | n3,n4         groups that do not hear each other; nodes in no group hear all
 *     partition n1 -> n2,n3           n2 and n3 no longer hear n1, which still hears them
 *     heal                            all links are open again
 *     latency 100 [uniform]           mean in milliseconds, and constant, uniform or exponential
 *     loss 0.05                       probability that a message between nodes is lost
 *     duplication 0.05                probability that a message between nodes arrives twice
 *     reorder 0.2 [100]               probability that a message between nodes is delayed, by up to this many ms
 *     slow n1,n2 10                   messages from and to these nodes take 10 times as long, 10 ms at least
 *     slow n1 -> n2 10                the same for links in one direction
 *     fast                            no node or link is slow any more
 *     pause n1   resume n1            nodes stand still and go on; several with commas, or `all`
 *     kill n1    restart n1           nodes die at once, and start again with only the state that they wrote to disk
 *     wipe n1                         a dead node loses its disk too
 */

import { LATENCY_DISTRIBUTIONS, type Latency, type LatencyDistribution } from './rules/latency.js';
import { PARTITION_KINDS, type PartitionKind } from './rules/grudges.js';
import { REORDER_WINDOW_MS, type Reordering } from './rules/reorder.js';
import type { Slowness } from './rules/slow.js';

export type Control =
  | { readonly do: 'partition'; readonly kind: PartitionKind }
  | { readonly do: 'partition'; readonly groups: readonly (readonly string[])[] }
  | { readonly do: 'partition'; readonly from: readonly string[]; readonly to: readonly string[] }
  | { readonly do: 'heal' }
  | { readonly do: 'latency'; readonly latency: Latency }
  | { readonly do: 'loss' | 'duplication'; readonly probability: number }
  | { readonly do: 'reorder'; readonly reordering: Reordering }
  | { readonly do: 'slow'; readonly slowness: Slowness }
  | { readonly do: 'fast' }
  | { readonly do: 'pause' | 'resume' | 'kill' | 'restart' | 'wipe'; readonly nodes: readonly string[] };

export const CONTROL_WORDS = [
  'partition',
  'heal',
  'latency',
  'loss',
  'duplication',
  'reorder',
  'slow',
  'fast',
  'pause',
  'resume',
  'kill',
  'restart',
  'wipe',
] as const;

/**
 * A control line that cannot be parsed, or cannot be executed now. The message has the line and what was expected.
 */
export class ControlError extends Error {
  constructor(text: string) {
    super(text);
    this.name = 'ControlError';
  }
}

/** Parses a control line for a cluster of these nodes. Throws a ControlError. */
export function parseControl(line: string, nodes: readonly string[]): Control {
  const [word = '', ...rest] = line.trim().split(/\s+/);
  const text = rest.join(' ');
  switch (word) {
    case 'partition':
      return partition(text, nodes);
    case 'heal':
    case 'fast':
      if (text !== '') throw new ControlError(`${word} takes nothing, got ${JSON.stringify(text)}`);
      return { do: word };
    case 'latency':
      return latency(rest);
    case 'loss':
    case 'duplication':
      return { do: word, probability: probability(word, text) };
    case 'reorder':
      return reorder(rest);
    case 'slow':
      return slow(rest, nodes);
    case 'pause':
    case 'resume':
    case 'kill':
    case 'restart':
    case 'wipe':
      return { do: word, nodes: nodeList(word, text, nodes) };
    default:
      throw new ControlError(`unknown word ${JSON.stringify(word)}: expected ${CONTROL_WORDS.join(', ')}`);
  }
}

function partition(text: string, nodes: readonly string[]): Control {
  const kind = PARTITION_KINDS.find((each) => each === text);
  if (kind !== undefined) return { do: 'partition', kind };
  if (text.includes('->')) return { do: 'partition', ...links('partition', text, nodes) };
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

/** `n1,n2 -> n3` */
function links(
  word: string,
  text: string,
  nodes: readonly string[],
): { readonly from: readonly string[]; readonly to: readonly string[] } {
  const [from = '', to = '', ...more] = text.split('->');
  if (more.length > 0) throw new ControlError(`${word} takes one arrow, got ${JSON.stringify(text)}`);
  return { from: nodeList(word, from, nodes), to: nodeList(word, to, nodes) };
}

function reorder(words: readonly string[]): Control {
  const [chance = '', window = String(REORDER_WINDOW_MS), ...more] = words;
  const windowMs = Number(window);
  if (more.length > 0 || !Number.isSafeInteger(windowMs) || windowMs < 1) {
    throw new ControlError(
      `reorder expects a probability and perhaps whole milliseconds >= 1, got ${JSON.stringify(words.join(' '))}`,
    );
  }
  return { do: 'reorder', reordering: { probability: probability('reorder', chance), windowMs } };
}

function slow(words: readonly string[], nodes: readonly string[]): Control {
  const factor = Number(words.at(-1) ?? '');
  if (words.length < 2 || !(factor >= 1) || factor === Infinity) {
    throw new ControlError(
      `slow expects nodes or a direction, and a factor >= 1, such as n1 10 or n1 -> n2 10; got ${JSON.stringify(words.join(' '))}`,
    );
  }
  const who = words.slice(0, -1).join(' ');
  const slowness = who.includes('->') ? links('slow', who, nodes) : { nodes: nodeList('slow', who, nodes) };
  return { do: 'slow', slowness: { ...slowness, factor } };
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
  // Duplicate names are removed: a node that is restarted twice at a time would run twice.
  return [...new Set(named)];
}
