/** The environment of a summary: its terminal, and which files exist. */

import { existsSync } from 'node:fs';
import path from 'node:path';
import type { WriteStream } from 'node:tty';
import { colorsFor } from '../text/colors.js';
import type { TestRun } from '../run/run-test.js';
import type { Places } from '../findings/summary.js';
import type { View } from '../findings/summary-layout.js';

export function viewOf(stdout: WriteStream): View {
  // A pseudo-terminal without a window has no columns at all.
  const columns = stdout.isTTY && stdout.columns > 0 ? stdout.columns : undefined;
  return { colors: colorsFor('stdout'), columns };
}

export function placesOf({ folder }: TestRun): Places {
  const report = folder === undefined ? undefined : path.join(folder, 'report.html');
  return { cwd: process.cwd(), report: report !== undefined && existsSync(report) ? report : undefined };
}
