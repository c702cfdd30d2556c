/** Explanations of the names of anomalies, for readers who do not know Adya's thesis by heart. */

const WORDS: Readonly<Record<string, string>> = {
  G0: 'transactions overwrite each other in a circle',
  G1a: 'a transaction read what another had written and failed',
  G1b: 'a transaction read what another was not yet finished with',
  G1c: 'transactions depend on each other in a circle: each read or overwrote what another wrote',
  'G-single-item': 'a transaction saw one part of another and missed the rest (read skew)',
  'G-nonadjacent-item': 'transactions missed each other in a circle, never two in a row (long fork)',
  'G2-item': 'transactions missed each other in a circle (write skew)',
  'garbage-read': 'a read shows a value that no operation wrote',
  'duplicate-elements': 'a read shows an element more than once',
  internal: 'a transaction does not see its own writes, or sees a key change under it',
  'future-read': 'a transaction read what it wrote only afterwards',
  'dirty-update': 'a transaction built upon what another had written and failed',
  'incompatible-order': 'two reads of one key show orders that cannot both be',
  'lost-update': 'transactions read the same state and each overwrote it: one of them is lost',
  'cyclic-versions': 'the versions of a key come before each other in a circle',
  'empty-transaction-graph': 'no transaction depends on another: nothing was tested',
  'cycle-search-timeout': 'the search for cycles was given up',
};

/** Empty for a name without an entry. */
export function anomalyWords(type: string): string {
  const order = /-(process|realtime)$/.exec(type)?.[1];
  const words = WORDS[type.replace(/-(process|realtime)$/, '')];
  if (words === undefined) return '';
  if (order === undefined) return words;
  return `${words}, by the order ${order === 'process' ? 'in which a process did things' : 'of real time'}`;
}
