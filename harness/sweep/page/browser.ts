/**
 * The script of a sweep's page: other axes, other scales, series on and off, the details of a point, and the order of
 * the table. Runs in the browser; `plot.ts` draws.
 */

import { byId } from '../../page/browser/dom.js';
import { makeSortable } from '../../page/browser/sortable-table.js';
import { markAt, Roving } from './browser/roving.js';
import { draw } from './plot.js';
import { places, type PlotData, type View } from './plot-model.js';
import { tip } from './tip.js';

const data = JSON.parse(byId('data').textContent ?? '') as PlotData;
const table = byId('points', HTMLTableElement);

makeSortable(table);
table.addEventListener('click', ({ target }) => {
  // A link in the row has its own way, and a reader who marks text wants to stay.
  if (!(target instanceof Element) || target.closest('a, button') !== null) return;
  const href = target.closest('tr')?.dataset['href'];
  if (href !== undefined && getSelection()?.isCollapsed !== false) location.assign(href);
});
// Only eddy serve has a list of all runs; a file on disk has not.
byId('home').hidden = !location.protocol.startsWith('http');
// A sweep without figures has no plot.
if (document.getElementById('plot') !== null) start(byId('plot'), byId('figure'), byId('tip'));

function start(plot: HTMLElement, figure: HTMLElement, bubble: HTMLElement): void {
  const first = data.points.findIndex(({ taken }) => taken);
  const roving = new Roving(plot, first, () => places(data, view()).map(({ index }) => index));

  function redraw(): void {
    bubble.hidden = true;
    plot.innerHTML = draw(data, view(), Math.max(280, plot.clientWidth));
    roving.renew();
  }

  function show(mark: SVGElement): void {
    const point = data.points[Number(mark.dataset['index'])];
    if (point === undefined) return;
    bubble.innerHTML = tip(data, point);
    bubble.hidden = false;
    const [box, frame] = [mark.getBoundingClientRect(), figure.getBoundingClientRect()];
    const left = box.left - frame.left + box.width / 2;
    const top = box.top - frame.top;
    const room = frame.width - bubble.offsetWidth;
    bubble.style.left = `${Math.max(0, Math.min(left - bubble.offsetWidth / 2, room))}px`;
    const above = top - bubble.offsetHeight - 8;
    bubble.style.top = `${box.top - bubble.offsetHeight - 8 < 0 ? top + 32 : above}px`;
  }

  /** The point of a row of the table is lit, and the row of a point. */
  function light(index: string | undefined, isLit: boolean): void {
    roving.markOf(Number(index))?.classList.toggle('lit', isLit);
  }

  for (const type of ['mouseover', 'focusin', 'click']) {
    plot.addEventListener(type, (event) => {
      const mark = markAt(event);
      if (mark !== null) show(mark);
    });
  }
  for (const type of ['mouseout', 'focusout']) plot.addEventListener(type, () => (bubble.hidden = true));
  for (const row of table.tBodies[0]?.rows ?? []) {
    row.addEventListener('mouseenter', () => light(row.dataset['index'], true));
    row.addEventListener('mouseleave', () => light(row.dataset['index'], false));
  }
  document.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') bubble.hidden = true;
  });
  byId('controls').addEventListener('change', redraw);
  window.addEventListener('resize', redraw);
  byId('controls').hidden = false;
  redraw();
}

function view(): View {
  const series = [...document.querySelectorAll<HTMLInputElement>('#series input')];
  return {
    x: byId('x', HTMLSelectElement).value,
    y: byId('y', HTMLSelectElement).value,
    logX: byId('log-x', HTMLInputElement).checked,
    logY: byId('log-y', HTMLInputElement).checked,
    apart: byId('apart', HTMLInputElement).checked,
    hidden: series.flatMap((box, i) => (box.checked ? [] : [i])),
  };
}
