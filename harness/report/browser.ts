/** The start of a report's script: unpacks the run and connects the parts of the page. */

import { byId } from '../page/browser/dom.js';
import { Details, type Ways } from './browser/details.js';
import { Diagram } from './browser/diagram.js';
import { wireFindings } from './browser/findings.js';
import { Lanes } from './browser/lanes.js';
import { LatencyPanel } from './browser/latency-panel.js';
import { MessageList } from './browser/message-list.js';
import { Minimap } from './browser/minimap.js';
import { OperationsPanel } from './browser/operations-panel.js';
import { picturesOf } from './browser/pictures/mount.js';
import { type Run, unpackRun } from './browser/run.js';
import { Selection } from './browser/selection.js';
import { StackedPanel } from './browser/stacked-panel.js';
import { perOpStack, rateStack, type Split } from './browser/stacks.js';
import { Tools } from './browser/tools.js';
import { TypeColors } from './browser/type-colors.js';
import { ValuesPanel } from './browser/values-panel.js';
import { TimeWindow } from '../page/browser/time-window.js';

function open(run: Run): void {
  byId('tools').hidden = false;
  byId('loading').hidden = true;
  const window = new TimeWindow(run.data.end);
  const selection = new Selection(run, new Lanes(run.data.endpoints));
  const colors = new TypeColors(run);
  const tools = new Tools(selection, window, colors);
  const diagram = new Diagram(byId('diagram', HTMLCanvasElement), window, selection, colors);
  const ways: Ways = {
    showMessages(rows) {
      const { sent, end } = run.messages;
      selection.standOut(new Set(rows));
      selection.choose(rows[0]);
      window.show(
        rows.reduce((least, row) => Math.min(least, sent[row] ?? 0), Infinity),
        rows.reduce((most, row) => Math.max(most, end[row] ?? 0), 0),
      );
      lookAtDiagram();
    },
    showOperation(row) {
      const { begin, finish } = run.operations;
      window.show(begin[row] ?? 0, finish[row] ?? 0);
      selection.chooseOperation(row);
      byId('operations').scrollIntoView({ block: 'center' });
    },
    follow: (value) => void tools.follow(value),
  };
  void new Details(selection, ways);
  void new Minimap(byId('minimap', HTMLCanvasElement), window, selection);
  void new OperationsPanel(byId('operations', HTMLCanvasElement), window, selection);
  void new LatencyPanel(byId('latency', HTMLCanvasElement), window, run);
  void new StackedPanel('rate', window, run.data.faults, rateStack(run));
  if (run.values.length > 0)
    void new ValuesPanel(byId('values', HTMLCanvasElement), window, run, ways.follow);
  const split = byId('split', HTMLSelectElement);
  const perOp = new StackedPanel('per-op', window, run.data.faults, perOpStack(run, 'cause', colors));
  split.addEventListener('change', () => {
    perOp.stack = perOpStack(run, split.value as Split, colors);
  });
  void new MessageList(window, selection);
  wireFindings(run, ways, (from, to) => {
    window.show(from, to);
    lookAtDiagram();
  });
  const pictures = picturesOf(run.data.pictures, (index) => {
    const row = run.operations.index.indexOf(index);
    if (row >= 0) ways.showOperation(row);
  });
  if (pictures !== undefined) document.getElementById('wrong')?.append(pictures);
  byId('workspace').setAttribute('aria-busy', 'false');

  function lookAtDiagram(): void {
    byId('workspace').scrollIntoView({ block: 'start' });
    diagram.panel.canvas.focus({ preventScroll: true });
  }
}

unpackRun().then(open, (error: unknown) => {
  byId('loading').textContent =
    `This report could not be unpacked: ${String(error)}. It needs a browser of 2023 or later.`;
});
