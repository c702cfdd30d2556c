/** A part of results, for tests that look into what is plain data: undefined where there is none. */

export function part(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);
}
