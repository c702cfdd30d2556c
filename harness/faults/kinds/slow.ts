/** Nodes, links or the whole network take many times as long. What is slow adds up until all of it ends. */

import { type Grudge, oneWay, parseControl } from '../../../router/index.js';
import type { Random } from '../../../node/index.js';
import { alternatives } from '../alternatives.js';
import { applyLine, healingDraft } from '../control-deed.js';
import type { Struck } from '../fault.js';
import type { NemesisKind } from '../kind.js';

/** How many times as long it takes. */
const FACTORS = [3, 10, 50];

export const slow: NemesisKind = {
  name: 'slow',
  begins: ['start-slow', 'slow'],
  ends: ['stop-slow', 'fast'],
  deeds: {
    'start-slow': async (means, value) => {
      await applyLine(means, 'slow', value);
      return value;
    },
    'stop-slow': async (means, value) => {
      await applyLine(means, 'fast', null);
      return value;
    },
  },
  heal: ({ network }, options) =>
    network.rules.slow.get() ? healingDraft('slow', 'fast', options) : undefined,
  read: ({ asked }, { nodes }) => readSlow(String(asked), nodes),
  describe: (struck) =>
    typeof struck.value === 'number' ? `${part(struck)} ${struck.value} times` : `${struck.value} times`,
  planned: ({ f, asked }) => [f === 'slow' || f === 'start-slow' ? `slow ${String(asked)}` : 'fast'],
  delays: 'each',
  namesNothing: (control) =>
    control.do === 'slow' &&
    'from' in control.slowness &&
    oneWay(control.slowness.from, control.slowness.to).size === 0,
  nemesis: {
    draw: (random, { nodes }) => `${drawPart(random, nodes)} ${random.pick(FACTORS)}`,
    endValue: null,
    options: [],
    reference: {
      happens: `messages of a node, on a link, or all of them take ${alternatives(FACTORS)} times as long`,
      undone: 'nothing is slow',
      lines: ['slow n1 10', 'fast'],
    },
    absence: 'no node or link was slow',
  },
};

/** One node, one link in one direction, or all. */
function drawPart(random: Random, nodes: readonly string[]): string {
  const [one = 'all', other] = random.shuffle(nodes);
  return random.pick([one, ...(other === undefined ? [] : [`${one} -> ${other}`, 'all'])]);
}

/** A history from elsewhere may ask for what this version does not know: that hits nothing that could be named. */
function readSlow(asked: string, nodes: readonly string[]): Struck {
  try {
    const control = parseControl(`slow ${asked}`, nodes);
    if (control.do !== 'slow') return { nodes: [], value: asked };
    const { slowness } = control;
    const value = slowness.factor;
    if ('from' in slowness) return { links: oneWay(slowness.from, slowness.to), value };
    return /^all\b/.test(asked) ? { value } : { nodes: slowness.nodes, value };
  } catch {
    return { nodes: [], value: asked };
  }
}

/** As a control line names it. */
function part({ nodes, links }: Struck): string {
  if (links !== undefined) return `${senders(links).join(',')} -> ${[...links.keys()].join(',')}`;
  return nodes === undefined ? 'all' : nodes.join(',');
}

function senders(links: Grudge): readonly string[] {
  return [...new Set([...links.values()].flatMap((sources) => [...sources]))];
}
