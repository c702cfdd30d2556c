/** Control lines as operations of the nemesis. */

import { type Cluster, type Control, parseControl } from '../../router/index.js';
import type { Draft } from '../operations/generator.js';
import type { KindOptions, NemesisMeans } from './kind.js';

/** The control line of a word and what stands behind it. Throws a ControlError. */
export function controlOf(word: string, value: unknown, { nodes }: Cluster): Control {
  return parseControl(value === null ? word : `${word} ${String(value)}`, nodes);
}

/** Does what a control line says. */
export async function applyLine({ cluster }: NemesisMeans, word: string, value: unknown): Promise<void> {
  await cluster.apply(controlOf(word, value, cluster));
}

/** A control line as an operation: its first word, and the rest of it. */
export function draftOf(line: string): Draft {
  const [f = '', ...rest] = line.trim().split(/\s+/);
  return { f, value: rest.length === 0 ? null : rest.join(' ') };
}

/** What ends a fault of the network at the end of a run: the nemesis's own operation if the kind is its, else a line. */
export function healingDraft(name: string, line: string, { nemesis }: KindOptions): Draft {
  return nemesis.includes(name) ? { f: `stop-${name}`, value: null } : draftOf(line);
}
