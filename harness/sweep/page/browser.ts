/**
 * The script of a sweep's page: other axes, other scales, series on and off, and the details of a point. Runs in the
 * browser; `plot.ts` draws.
 */

import { byId } from '../../page/browser/dom.js';
import { draw, places, type PlotData, tip, type View } from './plot.js';

const data = JSON.parse(byId('data').textContent ?? '') as PlotData;
const plot = byId('plot');
const figure = byId('figure');
const bubble = byId('tip');
/** The point that Tab comes back to. */
let current = data.points.findIndex(({ taken }) => taken);

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

function redraw(): void {
  hide();
  plot.innerHTML = draw(data, view(), Math.max(280, plot.clientWidth));
  const mark = markOf(current) ?? plot.querySelector<SVGGElement>('.point');
  if (mark !== null) mark.tabIndex = 0;
}

function markOf(index: number): SVGGElement | null {
  return plot.querySelector(`.point[data-index="${index}"]`);
}

function show(mark: SVGGElement): void {
  const point = data.points[Number(mark.dataset['index'])];
  if (point === undefined) return;
  bubble.innerHTML = tip(data, point);
  bubble.hidden = false;
  const [box, frame] = [mark.getBoundingClientRect(), figure.getBoundingClientRect()];
  const left = box.left - frame.left + box.width / 2;
  const top = box.top - frame.top;
  const room = frame.width - bubble.clientWidth - 4;
  bubble.style.left = `${Math.max(0, Math.min(left - bubble.clientWidth / 2, room))}px`;
  const above = top - bubble.clientHeight - 8;
  bubble.style.top = `${above < 0 ? top + 32 : above}px`;
}

function hide(): void {
  bubble.hidden = true;
}

function visit(index: number): void {
  const next = markOf(index);
  if (next === null) return;
  const before = markOf(current);
  if (before !== null) before.tabIndex = -1;
  current = index;
  next.tabIndex = 0;
  next.focus();
}

function pointAt({ target }: Event): SVGGElement | null {
  return target instanceof Element ? target.closest<SVGGElement>('.point') : null;
}

function onKey(event: KeyboardEvent): void {
  const mark = pointAt(event);
  if (mark === null) return;
  const order = places(data, view()).map(({ index }) => index);
  const place = order.indexOf(Number(mark.dataset['index']));
  const { length } = order;
  const to = {
    ArrowRight: (place + 1) % length,
    ArrowDown: (place + 1) % length,
    ArrowLeft: (place + length - 1) % length,
    ArrowUp: (place + length - 1) % length,
    Home: 0,
    End: length - 1,
  }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  visit(order[to] ?? 0);
}

for (const type of ['mouseover', 'focusin', 'click']) {
  plot.addEventListener(type, (event) => {
    const mark = pointAt(event);
    if (mark !== null) show(mark);
  });
}
for (const type of ['mouseout', 'focusout']) plot.addEventListener(type, hide);
plot.addEventListener('keydown', onKey);
document.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') hide();
});
byId('controls').addEventListener('change', redraw);
window.addEventListener('resize', redraw);
byId('controls').hidden = false;
redraw();
