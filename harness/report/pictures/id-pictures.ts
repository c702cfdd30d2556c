/** Ids that were given more than once: the operations that got them. */

import { printExact } from '../../../node/index.js';
import type { CheckerFinding } from '../../findings/checker-findings.js';
import { type History, pairs } from '../../operations/history.js';
import { brief, drawn } from './drawn-operation.js';
import type { IntervalPicture } from './picture.js';

/** Operations of one id. */
const MOST = 8;

type Repeated = Extract<CheckerFinding, { readonly kind: 'repeated' }>;

/** Of the id that was given most often. */
export function idPictures({ ids }: Repeated, history: History): readonly IntervalPicture[] {
  return ids.slice(0, 1).flatMap(([id, times]) => {
    const given = pairs(history).filter(
      ({ completion }) => completion?.type === 'ok' && nameOf(completion.value) === id,
    );
    if (given.length < 2) return [];
    const shown = given.slice(0, MOST);
    const processes = [...new Set(shown.map(({ invoke }) => String(invoke.process)))].join(', ');
    return [
      {
        kind: 'intervals',
        title: `The id ${brief(id)} was given ${times} times`,
        why: [
          `Each of these operations got ${brief(id)}, of processes ${processes}; each id must be given only once.`,
        ],
        operations: shown.map((call) => ({ ...drawn(call, `got ${brief(id)}`), part: 'repeated' as const })),
        held: [],
        omitted: given.length - shown.length,
      },
    ];
  });
}

/** As the checker names ids. */
function nameOf(id: unknown): string {
  return typeof id === 'string' ? id : printExact(id);
}
