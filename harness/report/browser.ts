/** The start of a report's script: unpacks the run and connects the parts of the page. */

import { byId } from '../page/browser/dom.js';
import { TimeWindow } from '../page/browser/time-window.js';
import { drawCharts } from './browser/charts.js';
import { Details } from './browser/details.js';
import { Diagram } from './browser/diagram.js';
import { Filters } from './browser/filters.js';
import { wireFindings } from './browser/findings.js';
import { isServer, Lanes } from './browser/lanes.js';
import { Legend } from './browser/legend.js';
import { LinkState } from './browser/link-state.js';
import { MessageList } from './browser/message-list.js';
import { Minimap } from './browser/minimap.js';
import { openAtFirst } from './browser/opening.js';
import { wirePictures } from './browser/pictures-pane.js';
import { Rows } from './browser/rows.js';
import { type Run, unpackRun } from './browser/run.js';
import { Selection } from './browser/selection.js';
import { Status } from './browser/status.js';
import { wireToolbar } from './browser/toolbar.js';
import { TypeColors } from './browser/type-colors.js';
import { View } from './browser/view.js';

async function open(run: Run): Promise<void> {
  for (const id of ['tools', 'charts']) byId(id).hidden = false;
  byId('loading').hidden = true;
  const window = new TimeWindow(run.data.end);
  const selection = new Selection(run, new Lanes(run.data.endpoints, hasServers(run) ? 'ticks' : 'one'));
  const colors = new TypeColors(run);
  const status = new Status(selection, window);
  const filters = new Filters(selection, window, status.busy);
  const diagram = new Diagram(byId('diagram', HTMLCanvasElement), window, selection, colors);
  const view = new View(selection, window, diagram, filters);
  const rows = new Rows(run);
  void new Legend(selection, colors);
  const details = new Details(view, rows);
  void new Minimap(byId('minimap', HTMLCanvasElement), window, selection);
  drawCharts(view, colors);
  void new MessageList(window, view);
  wireToolbar(diagram, document.title);
  wireFindings(view, rows);
  wirePictures(view);
  skipTo(diagram.panel.canvas);
  const link = new LinkState(view);
  if (!(await link.read())) await openAtFirst(view, rows);
  else if (selection.chosen !== undefined) view.whenDiagramIsWanted();
  await details.settled;
  details.peek();
  byId('workspace').setAttribute('aria-busy', 'false');
}

/** Without messages between nodes there would be nothing but ticks. */
function hasServers({ messages, data }: Run): boolean {
  const { src, dest, length } = messages;
  for (let row = 0; row < length; row++) if (isServer(data, src[row] ?? 0, dest[row] ?? 0)) return true;
  return false;
}

/** The address is the state of the page: the link that skips to the diagram leaves it alone. */
function skipTo(canvas: HTMLElement): void {
  document.querySelector('.skip')?.addEventListener('click', (event) => {
    event.preventDefault();
    canvas.focus();
  });
}

unpackRun()
  .then(open)
  .catch((error: unknown) => {
    const loading = byId('loading');
    loading.hidden = false;
    loading.textContent = `This report could not be shown: ${String(error)}. It needs a browser of 2023 or later.`;
  });
