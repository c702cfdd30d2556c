/**
 * The order in which a Clojure hash set lists integers and strings.
 *
 * Where an offset has several messages, the order of a key takes one of them, and Maelstrom takes the first that its hash
 * set lists. Any would do; taking the same keeps all further figures of a broken log comparable with Maelstrom's. The set
 * is a hash trie: five bits of the hash at a time, the lowest first. Integers are hashed by Murmur3 (x86, 32 bits, seed 0)
 * as 64-bit words, strings by Murmur3 of Java's `hashCode`.
 */

import { compareJson } from '../json-value.js';

/** For sorting. Values of another kind, and those that collide, are ordered as JSON. */
export function compareInHashOrder(a: unknown, b: unknown): number {
  const [left, right] = [hash(a), hash(b)];
  for (let shift = 0; shift < 32; shift += 5) {
    const difference = ((left >>> shift) & 31) - ((right >>> shift) & 31);
    if (difference !== 0) return difference;
  }
  return compareJson(a, b);
}

function hash(value: unknown): number {
  if (typeof value === 'string') return hashWords([javaHash(value)]);
  if (typeof value === 'bigint')
    return hashWords([Number(BigInt.asIntN(32, value)), Number(BigInt.asIntN(32, value >> 32n))]);
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value === 0) return 0;
  return hashWords([value | 0, Math.floor(value / 2 ** 32) | 0]);
}

function javaHash(text: string): number {
  let h = 0;
  for (let i = 0; i < text.length; i++) h = (Math.imul(31, h) + text.charCodeAt(i)) | 0;
  return h;
}

function hashWords(words: readonly number[]): number {
  if (words.length === 1 && words[0] === 0) return 0;
  let h = 0;
  for (const word of words) {
    h ^= Math.imul(rotate(Math.imul(word, 0xcc9e2d51), 15), 0x1b873593);
    h = (Math.imul(rotate(h, 13), 5) + 0xe6546b64) | 0;
  }
  h ^= words.length * 4;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}
