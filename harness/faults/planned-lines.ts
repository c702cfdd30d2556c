/** What the nemesis did, as control lines that do the same without any chance. */

import type { NemesisAct } from './act.js';
import { FAULT_KINDS } from './kinds/index.js';

/** The lines of an operation that did not fail, in their order; none if it hit nothing. */
export function plannedLines(act: NemesisAct): readonly string[] {
  const { f, asked } = act;
  const kind = FAULT_KINDS.find(({ begins, ends }) => begins.includes(f) || ends.includes(f));
  if (kind?.planned !== undefined) return kind.planned(act);
  return [asked === null || asked === undefined ? f : `${f} ${String(asked)}`];
}
