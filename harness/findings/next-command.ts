/** The command that shows most of what went wrong in a stored run. */

import path from 'node:path';
import { printExact } from '../../node/index.js';
import { quoted } from '../../router/index.js';
import type { RunSummary } from './run-summary.js';

/** `folder`: the run's, as the user would type it; undefined if it is not stored. */
export function nextCommand(summary: RunSummary, folder: string | undefined): string | undefined {
  if (folder === undefined) return summary.repeat;
  const at = quoted(folder);
  const [dead] = summary.crashed;
  if (dead !== undefined)
    return `cat ${quoted(path.join(folder, 'node-logs', `${encodeURIComponent(dead)}.log`))}`;
  const explained = summary.explanations.find(({ kind }) => kind === 'lost') ?? summary.explanations[0];
  if (explained !== undefined) return `eddy trace ${at} --value ${quoted(printExact(explained.value))}`;
  const silent = summary.diagnoses.find(({ nodes, messages }) => nodes.length > 0 && messages.length > 0);
  if (silent?.nodes[0] !== undefined) return `eddy trace ${at} --node ${quoted(silent.nodes[0])}`;
  return `eddy check ${at} --json`;
}
