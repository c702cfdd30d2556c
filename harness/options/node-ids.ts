/** Valid node ids: those that command lines, fault lines and lists can name one by one. */

import { SERVICES } from '../../router/index.js';
import { TARGETS } from '../faults/targets.js';
import { printable } from '../text/printable.js';
import { optionError } from '../errors/usage-error.js';

/** The separators and brackets of lists and fault lines, and their names. */
const FORBIDDEN: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a blank', /\s/u],
  ['a comma', /,/],
  ['a semicolon', /;/],
  ['a bar', /\|/],
  ['a plus sign', /\+/],
  ['a quote', /["'`\u00ab\u00bb\u2018-\u201f]/],
  ['an arrow', /->/],
];

/** Throws a UsageError that names the id, its error, and the probable intention. */
export function checkNodeIds(nodes: readonly string[]): void {
  for (const node of nodes) checkSpelling(node);
  const twice = nodes.find((node, i) => nodes.indexOf(node) !== i);
  if (twice !== undefined) throw optionError('nodes', `${twice} is named twice`);
  const client = nodes.find((node) => node.startsWith('c'));
  if (client !== undefined) throw optionError('nodes', `${client} begins with c, as only clients may`);
  const service = SERVICES.find((id) => nodes.includes(id));
  if (service !== undefined)
    throw optionError('nodes', `${service} is the name of a service, call the node otherwise`);
  const word = TARGETS.find((target) => nodes.includes(target));
  if (word !== undefined)
    throw optionError('nodes', `${word} says how many nodes a fault hits, call the node otherwise`);
}

function checkSpelling(node: string): void {
  const shown = JSON.stringify(node).slice(1, -1);
  if (node.startsWith('-'))
    throw optionError('nodes', `${shown} begins with a hyphen, as options do: expected a node id such as n1`);
  if (node.startsWith('#'))
    throw optionError('nodes', `${shown} begins with #, as comments do: expected a node id such as n1`);
  const found = FORBIDDEN.find(([, pattern]) => pattern.test(node));
  if (found !== undefined) {
    const meant = node.split(/(?:->|[\s,;|+"'`\u00ab\u00bb\u2018-\u201f])+/u).filter((id) => id !== '');
    const hint = meant.length === 0 ? 'n1,n2' : meant.map(printable).join(',');
    throw optionError(
      'nodes',
      `"${printable(shown)}" has ${found[0]} in it: expected ids with commas between them: ${hint}`,
    );
  }
  if (printable(node) === node) return;
  throw optionError(
    'nodes',
    `"${printable(node)}" has a character in it that cannot be seen: expected a node id such as n1`,
  );
}
