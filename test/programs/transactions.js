/** What the broken nodes for transactions share: one node that keeps everything, and is right but for what each changes. */

/** Carries out one micro-operation on a map of keys, and says what it shows. */
export function apply(values, [f, key, value]) {
  if (f === 'r') return [f, key, values.get(key) ?? null];
  values.set(key, f === 'append' ? [...(values.get(key) ?? []), value] : value);
  return [f, key, value];
}

export function readsOnly(txn) {
  return txn.every(([f]) => f === 'r');
}
