/**
 * Draws the last seconds of a run on a canvas, with the lines, faults and axis of a report's diagram. Runs in the browser.
 */

import { Labels } from '../../../page/browser/labels.js';
import { type Area, BOTTOM, drawTimeAxis, LEFT, RIGHT } from '../../../page/browser/panel.js';
import { faultColor, SERIES, theme } from '../../../page/browser/theme.js';
import { TimeWindow } from '../../../page/browser/time-window.js';
import { drawArrows } from '../../../report/browser/arrows.js';
import { drawOnLanes, FaultStrip } from '../../../report/browser/fault-strip.js';
import { fitted } from '../../../page/browser/pen.js';
import { faultSpans, isDamaged, type Line, lineOf } from '../picture.js';
import { type Scene, WINDOW } from '../scene.js';

/** Room between the strip of faults and the lanes, in pixels. */
const GAP = 6;
const LANE = 34;
const SECOND = 1e9;
/** Pixels for the name of a lane. */
const NAME = LEFT - 14;
/** The most messages that have arrow heads, and the most that are labelled. */
const HEADS = 800;
const LABELS = 60;

export class Diagram {
  readonly #canvas: HTMLCanvasElement;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
  }

  /** `now`: the moment at the right end, in seconds; before the window is full, the end of the window is there. */
  draw(scene: Scene, now: number): void {
    const end = Math.max(now, WINDOW) * SECOND;
    const window = new TimeWindow(end);
    window.set(end - WINDOW * SECOND, end);
    const strip = new FaultStrip(faultSpans(scene, end));
    const top = strip.height + GAP;
    const area = this.#area(window, top + LANE * Math.max(1, scene.lanes.length) + BOTTOM);
    if (area === undefined) return;
    const y = (lane: number): number => top + LANE * (lane + 0.5);
    strip.draw(area);
    strip.drawEdges(area, area.height - BOTTOM);
    drawOnLanes(area, strip.faults, (lane) => ({ top: top + lane * LANE, height: LANE }));
    drawTimeAxis(area, window, top);
    drawLanes(area, scene.lanes, y);
    const { context } = area;
    context.save();
    context.beginPath();
    context.rect(area.left, 0, area.right - area.left, area.height);
    context.clip();
    drawTicks(area, scene, y);
    drawMessages(area, scene, y);
    context.restore();
  }

  /** Cleared, and of this height. */
  #area(window: TimeWindow, height: number): Area | undefined {
    const canvas = this.#canvas;
    const width = canvas.clientWidth;
    if (canvas.style.height !== `${height}px`) canvas.style.height = `${height}px`;
    const ratio = devicePixelRatio;
    const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width !== w || canvas.height !== h) [canvas.width, canvas.height] = [w, h];
    const context = canvas.getContext('2d');
    if (context === null || width <= LEFT + RIGHT) return undefined;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    context.font = '12px system-ui, sans-serif';
    context.textBaseline = 'middle';
    const [left, right] = [LEFT, width - RIGHT];
    const x = (time: number): number => left + ((time - window.from) / window.width) * (right - left);
    return { context, theme: theme(), width, height, x, left, right };
  }
}

function drawLanes(
  { context, theme, left, right }: Area,
  lanes: readonly string[],
  y: (lane: number) => number,
): void {
  context.strokeStyle = theme.edge;
  context.fillStyle = theme.text;
  context.lineWidth = 1;
  context.textAlign = 'right';
  context.globalAlpha = 0.6;
  context.beginPath();
  for (const lane of lanes.keys()) {
    context.moveTo(left, y(lane));
    context.lineTo(right, y(lane));
  }
  context.stroke();
  context.globalAlpha = 1;
  for (const [lane, name] of lanes.entries())
    context.fillText(fitted(context, name, NAME), left - 8, y(lane));
}

/** Operations of clients at their nodes; errors in red and longer. */
function drawTicks({ context, theme, x }: Area, { ticks, lanes }: Scene, y: (lane: number) => number): void {
  const places = new Map(lanes.map((lane, i) => [lane, y(i)]));
  for (const bad of [false, true]) {
    context.strokeStyle = bad ? theme.bad : theme.quiet;
    context.lineWidth = bad ? 2 : 1;
    context.beginPath();
    for (const tick of ticks) {
      const middle = places.get(tick.node);
      if (middle === undefined || tick.bad !== bad) continue;
      const half = bad ? 6 : 4;
      context.moveTo(x(tick.at * SECOND), middle - half);
      context.lineTo(x(tick.at * SECOND), middle + half);
    }
    context.stroke();
  }
}

/** In the colours of their senders; dropped ones are red, damaged ones have the colour of corruption. */
function drawMessages(area: Area, { arrows, lanes }: Scene, y: (lane: number) => number): void {
  const { theme, x, right } = area;
  const places = new Map(lanes.map((lane, i) => [lane, i]));
  const byColor = new Map<string, Line[]>();
  for (const arrow of arrows) {
    const [from, to] = [places.get(arrow.from), places.get(arrow.to)];
    if (from === undefined || to === undefined) continue;
    const segment = lineOf(arrow, { x: (at) => x(at * SECOND), from: y(from), to: y(to), right });
    const { kind } = arrow.outcome;
    const color = isDamaged(arrow)
      ? faultColor('corrupt', theme)
      : kind === 'dropped'
        ? theme.bad
        : kind === 'under-way'
          ? theme.quiet
          : (theme.series[from % SERIES] ?? theme.text);
    const group = byColor.get(color);
    if (group === undefined) byColor.set(color, [segment]);
    else group.push(segment);
  }
  for (const [color, segments] of byColor)
    drawArrows(area.context, segments, color, arrows.length < HEADS, arrows.length < HEADS ? 1.2 : 1);
  if (arrows.length > LABELS) return;
  const labels = new Labels(area.context);
  for (const arrow of arrows) label(area, arrow, places, y, labels);
}

/** What became of a message that did not arrive as it was. */
function label(
  { context, theme, x }: Area,
  arrow: Scene['arrows'][number],
  places: ReadonlyMap<string, number>,
  y: (lane: number) => number,
  labels: Labels,
): void {
  const { outcome } = arrow;
  const [from, to] = [places.get(arrow.from), places.get(arrow.to)];
  const words = isDamaged(arrow) ? 'damaged' : outcome.kind === 'dropped' ? outcome.reason : '';
  if (words === '' || outcome.kind === 'under-way' || from === undefined || to === undefined) return;
  const [left, middle] = [x(outcome.at * SECOND) + 7, y(from) + (y(to) - y(from)) * 0.55];
  if (labels.place(words, left, middle) === undefined) return;
  context.textAlign = 'left';
  context.fillStyle = theme.text;
  context.fillText(words, left, middle);
}
