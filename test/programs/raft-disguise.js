/** A node that is another node but for what is given: how the broken Rafts come between lin-kv and its node. */

export function disguise(node, overrides) {
  return new Proxy(node, {
    get(target, key) {
      if (key in overrides) return overrides[key];
      const value = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
