/** The numbers that the nemesis draws from, in words. */

/** `3, 10 or 50` */
export function alternatives(numbers: readonly number[]): string {
  return `${numbers.slice(0, -1).join(', ')} or ${numbers.at(-1)}`;
}
