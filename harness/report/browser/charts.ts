/** The charts below the fold: operations, their latency and rate, values, messages per operation. */

import { byId } from '../../page/browser/dom.js';
import { sayEmpty } from './chart-words.js';
import { LatencyPanel } from './latency-panel.js';
import { OperationsPanel } from './operations-panel.js';
import { StackedPanel } from './stacked-panel.js';
import { perOpStack, rateStack, type Split } from './stacks.js';
import type { TypeColors } from './type-colors.js';
import { ValuesPanel } from './values-panel.js';
import type { View } from './view.js';

const SPLITS: readonly Split[] = ['cause', 'type', 'link'];

export function drawCharts(view: View, colors: TypeColors): void {
  const { run, window, selection } = view;
  void new OperationsPanel(byId('operations', HTMLCanvasElement), window, selection);
  void new LatencyPanel(byId('latency', HTMLCanvasElement), window, selection);
  if (run.operations.length > 0) void new StackedPanel('rate', window, run.data.faults, rateStack(run));
  else
    for (const id of ['operations', 'latency', 'rate']) sayEmpty(id, 'No client has performed an operation.');
  if (run.values.length > 0)
    void new ValuesPanel(byId('values', HTMLCanvasElement), window, run, (value) => void view.follow(value));
  const perOp = new StackedPanel('per-op', window, run.data.faults, perOpStack(run, 'cause', colors));
  const split = byId('split', HTMLSelectElement);
  split.addEventListener('change', () => {
    perOp.stack = perOpStack(run, SPLITS.find((each) => each === split.value) ?? 'cause', colors);
  });
}
