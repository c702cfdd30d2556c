/** A colour for each node, by its name alone: the same in every trace, and different for neighbours such as n1 and n2. */

import { isClientId } from '../../node/index.js';
import type { ChalkInstance } from '../text/colors.js';

export type Paint = (text: string) => string;

/** Legible on dark and on light ground, neighbours far apart; no red and no yellow, which mean drops and faults. */
const PALETTE = [39, 208, 71, 170, 37, 137, 105, 107, 74, 175, 66, 140];

export class NodeColors {
  readonly #palette: readonly Paint[];
  readonly #client: Paint;

  constructor(colors: ChalkInstance) {
    const { cyan, green, magenta, blue, cyanBright, greenBright, magentaBright, blueBright } = colors;
    // Sixteen colours do not hold the palette's: half of it would come out alike.
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
  let hash = 0x811c9dc5;
  for (const char of name.slice(0, 64)) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash;
}
