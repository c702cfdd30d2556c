/** A plan as a story: what clients ask for and what breaks, in the order of time. */

import type { RunPlan } from '../plan/run-plan.js';

/** The most lines of a story. */
const STORY = 10;

/** At most twelve lines, without line ends. */
export function story({ operations, faults, exceptions }: RunPlan): readonly string[] {
  const lines = [
    ...operations.map(({ at, worker, f, value }) => ({
      at,
      text: `worker ${worker}: ${f} ${JSON.stringify(value ?? null)}`,
    })),
    ...faults.map(({ at, do: line }) => ({ at, text: line })),
  ].toSorted((a, b) => a.at - b.at);
  const shown = lines.slice(0, STORY).map(({ at, text }) => `${at.toFixed(3)} s  ${text}`);
  const rest = lines.length - shown.length;
  return [
    ...shown,
    ...(rest > 0 ? [`and ${rest} more`] : []),
    ...(exceptions.length > 0 ? [`and ${exceptions.length} ${exceptions.length === 1 ? 'message' : 'messages'} that chance treated otherwise`] : []),
  ];
}
