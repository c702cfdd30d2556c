/** Where two runs' traces part, for the page that compares them. */

import { shown } from '../shown.js';
import type { StoredRun } from '../store/stored-run.js';

/** HTML. */
export function firstDifferenceOf(a: StoredRun, b: StoredRun): Promise<string> {
  const command = `eddy diff ${a.folder} ${b.folder}`;
  return Promise.resolve(`<p class="quiet">Message by message: <code>${shown(command, 2000)}</code></p>`);
}
