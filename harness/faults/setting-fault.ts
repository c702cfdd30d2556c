/**
 * Faults that are a setting of the network, such as a probability: one that is set anew ends the one before it, and one
 * that is set as the options say is none.
 */

import type { Rules } from '../../router/index.js';
import { alternatives } from './alternatives.js';
import { applyLine, draftOf, healingDraft } from './control-deed.js';
import type { FaultKind, FaultReference, NemesisKind, NemesisPart, UsualOptions } from './kind.js';

type Setting = Pick<FaultKind, 'delays' | 'drops' | 'planned'> & {
  /** Whether what was asked for is what the options say. */
  readonly isUsual: (asked: string | number, options: UsualOptions) => boolean;
  /** Whether the network is other than the options say. */
  readonly isOn: (rules: Rules, options: UsualOptions) => boolean;
  /** The control line that brings back what the options say. */
  readonly undo: (options: UsualOptions) => string;
};

/** `name` is also the word of its control lines. */
export function settingFault(
  name: string,
  { isUsual, isOn, undo, ...more }: Setting,
): FaultKind & { readonly nemesis?: never } {
  const [start, stop] = [`start-${name}`, `stop-${name}`];
  return {
    name,
    begins: [start, name],
    ends: [stop, name, start],
    deeds: {
      [start]: async (means, value) => {
        await applyLine(means, name, value);
        return value;
      },
      [stop]: async (means, value) => {
        const { f, value: usual } = draftOf(undo(means.options));
        await applyLine(means, f, usual);
        return value;
      },
    },
    heal: ({ network }, options) =>
      isOn(network.rules, options) ? healingDraft(name, undo(options), options) : undefined,
    read: ({ asked }, options) => {
      const value = settingOf(asked);
      return isUsual(value, options) ? undefined : { value };
    },
    describe: ({ value }) => String(value),
    ...more,
  };
}

/** As a number if it is written as one; else as it was asked for, such as `100 uniform`. */
function settingOf(asked: unknown): string | number {
  const number = Number(asked);
  return String(number) === String(asked) ? number : String(asked);
}

/** The rules that are no more than a probability. */
type ChanceName = { [N in keyof Rules]: Rules[N] extends { get(): number } ? N : never }[keyof Rules];

/** `happens`: what becomes of a share of the messages between nodes. */
type ShareWords = Pick<FaultReference, 'happens' | 'undone'> & Pick<NemesisPart, 'absence'>;

type ChanceWords = ShareWords &
  Pick<FaultKind, 'drops'> & {
    /** The probability that a run has without the fault. 0 by default. */
    readonly usual?: (options: UsualOptions) => number;
  };

/** A fault that is a probability. */
export function chanceFault(
  name: ChanceName,
  { happens, undone, absence, usual = () => 0, ...more }: ChanceWords,
): NemesisKind {
  return {
    ...settingFault(name, {
      isUsual: (asked, options) => Number(asked) === usual(options),
      isOn: (rules, options) => rules[name].get() !== usual(options),
      undo: (options) => `${name} ${usual(options)}`,
      planned: () => [],
      ...more,
    }),
    nemesis: shares(name, { happens, undone, absence }),
  };
}

/** Drawn anew each time: from a little, which a design must bear, to much, which a test must survive. */
const SHARES = [0.05, 0.2, 0.5];

/** What the nemesis does with a fault that befalls a share of the messages between nodes. */
export function shares(name: string, { happens, undone, absence }: ShareWords): NemesisPart {
  return {
    draw: (random) => random.pick(SHARES),
    endValue: null,
    options: [],
    reference: {
      happens: `${alternatives(SHARES.map((share) => share * 100))} % of the messages between nodes ${happens}`,
      undone,
      lines: [`${name} 0.2`, `${name} 0`],
    },
    absence,
  };
}
