/**
 * A colour for each node, by its name alone: the same in every trace, and different for neighbours such as n1 and n2.
 */

import { fnv1a } from '../text/fnv1a.js';
import { isClientId } from '../../node/index.js';
import type { ChalkInstance } from '../text/colors.js';

export type Paint = (text: string) => string;

/**
 * Legible on dark and light background, with different neighbours; without red and yellow, which mean drops and
 * faults.
 */
const PALETTE = [39, 208, 71, 170, 37, 137, 105, 107, 74, 175, 66, 140];

export class NodeColors {
  readonly #palette: readonly Paint[];
  readonly #client: Paint;

  constructor(colors: ChalkInstance) {
    const { cyan, green, magenta, blue, cyanBright, greenBright, magentaBright, blueBright } = colors;
    // Sixteen colours cannot show the palette: half of it would look alike.
    this.#palette =
      colors.level >= 2
        ? PALETTE.map((code) => colors.ansi256(code))
        : [cyan, magenta, green, blue, cyanBright, magentaBright, greenBright, blueBright];
    this.#client = colors.dim;
  }

  of(name: string): Paint {
    if (isClientId(name)) return this.#client;
    return this.#palette[numberOf(name) % this.#palette.length] ?? this.#client;
  }
}

/** The number at the end of a name; any other name's hash (FNV-1a). */
function numberOf(name: string): number {
  const digits = /\d{1,9}$/.exec(name)?.[0];
  if (digits !== undefined) return Number(digits);
  return fnv1a(name.slice(0, 64));
}
