/** Troubles of nodes as diagnoses: those that did the same are named together. */

import { clipped } from '../text/clipped.js';
import { describe, type TroubleCount } from '../../router/index.js';
import { counted, type Diagnosis, groupBy, subject } from './diagnosis.js';
import { failsStrictly } from './failing.js';

/** Characters of a line that are quoted. */
const SHOWN = 100;

/** `nodes`: in their order. `strict`: bad lines make the run invalid. */
export function troubleDiagnoses(
  troubles: readonly TroubleCount[],
  { nodes, strict }: { readonly nodes: readonly string[]; readonly strict: boolean },
): readonly Diagnosis[] {
  const sorted = troubles.toSorted((a, b) => nodes.indexOf(a.node) - nodes.indexOf(b.node));
  const groups = groupBy(sorted, ({ kind, first }) => `${kind} ${first[0]?.flaw} ${first[0]?.hint}`);
  return groups.map((group) => diagnosisOf(group, strict));
}

function diagnosisOf(group: readonly TroubleCount[], strict: boolean): Diagnosis {
  const nodes = group.map(({ node }) => node);
  const count = group.reduce((sum, each) => sum + each.count, 0);
  const [first] = group;
  const kind = first?.kind ?? 'malformed';
  const example = first?.first[0];
  const cure = example?.hint ?? 'the log of the node may say more';
  const invalid =
    first !== undefined && failsStrictly(first, strict) ? ' (--strict makes the run invalid for it)' : '';
  const flaw = example?.flaw ?? kind;
  const told = nodes.length === 1 ? flaw : flaw.replace('by itself', 'by themselves');
  const what = sentence(subject(nodes), count, { kind, flaw: told });
  const times = kind === 'crashed' && count > nodes.length ? ` (${count} times)` : '';
  const quoted =
    kind === 'crashed' || example?.text === undefined ? '' : `, such as ${shortened(example.text)}`;
  return {
    kind,
    nodes,
    what: `${what}${times}${quoted}${invalid}`,
    cure,
    count,
    messages: [],
    ...(example !== undefined && { detail: describe(example) }),
  };
}

function sentence(
  nodes: string,
  count: number,
  { kind, flaw }: { readonly kind: TroubleCount['kind']; readonly flaw: string },
): string {
  switch (kind) {
    case 'crashed':
    case 'closed':
      return `${nodes} ${flaw}`;
    case 'no-line-end':
      return `${nodes} printed output without a line end, and waits`;
    case 'not-utf8':
      return `${nodes} printed ${counted(count, 'message')} with bytes that are not UTF-8`;
    case 'overflow':
    case 'deadlock':
    case 'socket':
      return `${nodes}: ${flaw}`;
    case 'unknown-src':
    case 'unknown-dest':
    case 'foreign-src':
      return `${nodes} sent ${counted(count, 'message')} whose addresses are wrong: ${flaw}`;
    case 'unsupported':
      return `${nodes} sent ${counted(count, 'request')} that get no reply: ${flaw}`;
    case 'not-json':
      return `${nodes} printed ${counted(count, 'line')} that ${count === 1 ? 'is' : 'are'} not JSON`;
    case 'malformed':
    case 'too-long':
      return `${nodes} printed ${count === 1 ? '1 line that is no message' : `${counted(count, 'line')} that are no messages`}: ${flaw}`;
  }
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s*\n\s*/g, ' ');
  return clipped(line, SHOWN);
}
