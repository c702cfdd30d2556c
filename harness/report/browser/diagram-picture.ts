/** Draws the space-time diagram with any pen, and finds what is at a place of it. */

import { Labels } from '../../page/browser/labels.js';
import { BOTTOM, type Area, drawTimeAxis } from '../../page/browser/panel.js';
import type { TimeWindow } from '../../page/browser/time-window.js';
import type { FaultSpan } from '../report-data.js';
import { drawArrows } from './arrows.js';
import { Captions } from './captions.js';
import { Density } from './density.js';
import { drawOnLanes, FaultStrip } from './fault-strip.js';
import { drawLanes } from './lane-lines.js';
import { distanceTo, type Frame, type Segment, segmentsIn, segmentsOf, ticksIn } from './segments.js';
import type { Selection } from './selection.js';
import { flying } from './time-lapse.js';
import type { TypeColors } from './type-colors.js';

/** The most messages that have arrow heads, and the most that have captions. */
const ARROWS = 800;
const CAPTIONS = 60;
/** The most messages of clients without a lane that are lit. */
const CLIENTS = 4;
/** Pixels for a message on average: with less, lines cannot be told apart. */
const PER_LINE = 2;
/** From this many lanes on, densities are a heat map. */
const MANY_LANES = 25;
/** Pixels of a lane, and between the strip of faults and the first lane. */
const LEAST_LANE = 14;
const GAP = 4;
/** Pixels from a line within which it is meant. */
const NEAR = 8;

export class DiagramPicture {
  /** Nothing later than this time is drawn. */
  until: number | undefined;
  /** Of the picture that was drawn last. */
  isTooMany = false;
  readonly strip: FaultStrip;
  readonly density: Density;
  readonly #selection: Selection;
  readonly #window: TimeWindow;
  readonly #colors: TypeColors;
  #segments: readonly Segment[] = [];
  #area: Area | undefined;

  constructor(selection: Selection, window: TimeWindow, colors: TypeColors) {
    this.#selection = selection;
    this.#window = window;
    this.#colors = colors;
    this.strip = new FaultStrip(selection.run.data.faults);
    this.density = new Density(selection);
  }

  /** The width of the window, in nanoseconds. */
  get span(): number {
    return this.#window.width;
  }

  /** Pixels that all lanes need. */
  get leastHeight(): number {
    return this.strip.height + GAP + Math.max(1, this.#selection.lanes.count) * LEAST_LANE + BOTTOM;
  }

  draw(area: Area): void {
    this.#area = area;
    const { context: pen, height, left, right } = area;
    const frame = this.#frame(area);
    const { lanes, run } = this.#selection;
    this.strip.draw(area);
    drawTimeAxis(area, this.#window, this.strip.height + GAP);
    this.strip.drawEdges(area, height - BOTTOM);
    drawLanes(area, this.#selection, frame, this.until);
    drawOnLanes(area, run.data.faults, (endpoint) => {
      const lane = lanes.of(endpoint);
      const { laneHeight } = frame;
      return lane < 0 ? undefined : { top: frame.y(lane) - laneHeight * 0.4, height: laneHeight * 0.8 };
    });
    pen.save();
    pen.beginPath();
    pen.rect(left, 0, right - left, height);
    pen.clip();
    this.#drawMessages(area, frame);
    if (this.until !== undefined) drawCursor(area, this.until);
    pen.restore();
  }

  /** The line that is drawn nearest to a place; undefined if there is none near. */
  nearest(x: number, y: number): Segment | undefined {
    let nearest: Segment | undefined;
    let least = NEAR;
    for (const segment of this.#segments) {
      const distance = distanceTo(segment, x, y);
      if (distance < least) [nearest, least] = [segment, distance];
    }
    return nearest;
  }

  faultAt(x: number, y: number): FaultSpan | undefined {
    return this.#area === undefined ? undefined : this.strip.at(this.#area, x, y);
  }

  /** The lane at a height; undefined beside all. */
  laneAt(y: number): number | undefined {
    if (this.#area === undefined) return undefined;
    const top = this.strip.height + GAP;
    const lane = Math.floor((y - top) / this.#laneHeight(this.#area));
    return y >= top && lane >= 0 && lane < this.#selection.lanes.count ? lane : undefined;
  }

  #laneHeight({ height }: Area): number {
    const room = height - this.strip.height - GAP - BOTTOM;
    return room / Math.max(1, this.#selection.lanes.count);
  }

  #frame(area: Area): Frame {
    const laneHeight = this.#laneHeight(area);
    const top = this.strip.height + GAP;
    return {
      selection: this.#selection,
      window: this.#window,
      x: area.x,
      y: (lane) => top + (lane + 0.5) * laneHeight,
      right: area.right,
      laneHeight,
    };
  }

  #drawMessages(area: Area, frame: Frame): void {
    const { journey, chosen, lanes } = this.#selection;
    const most = Math.max(60, Math.floor((area.right - area.left) / PER_LINE));
    const found = segmentsIn(frame, most);
    this.isTooMany = found === undefined;
    this.#segments = found ?? [];
    const isLit = journey !== undefined || chosen !== undefined;
    area.context.globalAlpha = isLit ? 0.45 : 1;
    if (found === undefined) {
      if (lanes.count >= MANY_LANES) this.density.drawHeat(area, frame);
      else this.density.drawBars(area, frame);
    } else {
      this.#drawTicks(area, frame);
      this.#drawLines(area, this.#upTo(found, area), isLit ? 0.18 : 1);
    }
    area.context.globalAlpha = 1;
    const captions = new Captions(area, this.#selection, new Labels(area.context));
    if (isLit) this.#drawLit(area, frame, captions);
    else if (this.#segments.length <= CAPTIONS) captions.draw(this.#segments);
  }

  /** Highlighted messages are drawn over the others, whether these are lines or density. */
  #drawLit(area: Area, frame: Frame, captions: Captions): void {
    const { journey, chosen } = this.#selection;
    const wanted = new Set(journey);
    if (chosen !== undefined) wanted.add(chosen);
    const lit = this.#upTo(withoutMost(segmentsOf(frame, wanted), this.#selection), area);
    this.#segments = [...lit, ...this.#segments];
    for (const segment of lit) {
      const color = this.#colorOf(segment, area);
      drawArrows(area.context, [segment], color, true, segment.row === chosen ? 4 : 2.2);
    }
    if (lit.length <= CAPTIONS) captions.draw(lit);
  }

  #drawLines(area: Area, segments: readonly Segment[], alpha: number): void {
    const { context: pen } = area;
    pen.globalAlpha = alpha;
    const byColor = new Map<string, Segment[]>();
    for (const segment of segments) {
      const color = this.#colorOf(segment, area);
      const group = byColor.get(color);
      if (group === undefined) byColor.set(color, [segment]);
      else group.push(segment);
    }
    const heads = segments.length <= ARROWS;
    // Lines one pixel wide are drawn several times as fast as others.
    for (const [color, group] of byColor) drawArrows(pen, group, color, heads, heads ? 1.2 : 1);
    pen.globalAlpha = 1;
  }

  #drawTicks({ context: pen, theme }: Area, frame: Frame): void {
    const long = Math.min(9, frame.laneHeight * 0.3);
    pen.lineWidth = 1;
    const { until } = this;
    for (const { x, lane, side, ended } of ticksIn(frame)) {
      if (until !== undefined && x > frame.x(until)) continue;
      pen.strokeStyle = ended === 'arrived' ? theme.quiet : theme.bad;
      pen.beginPath();
      pen.moveTo(x + 0.5, frame.y(lane));
      pen.lineTo(x + 0.5, frame.y(lane) + side * long);
      pen.stroke();
    }
  }

  #colorOf({ ended, type }: Segment, { theme }: Area): string {
    if (ended === 'dropped') return theme.bad;
    return ended === 'damaged' ? theme.faults.corrupt : this.#colors.of(type, theme);
  }

  /** In a time-lapse, as far as they have come. */
  #upTo(segments: readonly Segment[], { x }: Area): readonly Segment[] {
    return this.until === undefined ? segments : flying(segments, x(this.until));
  }
}

/** Of messages of clients without a lane the first few: every later read shows a value, which the colour of the lane says too. */
function withoutMost(segments: readonly Segment[], { run, lanes, chosen }: Selection): readonly Segment[] {
  const { src, dest } = run.messages;
  let count = 0;
  return segments.filter(({ row }) => {
    const isServer = lanes.of(src[row] ?? 0) >= 0 && lanes.of(dest[row] ?? 0) >= 0;
    return isServer || row === chosen || ++count <= CLIENTS;
  });
}

function drawCursor({ context: pen, theme, x, height }: Area, until: number): void {
  pen.strokeStyle = theme.link;
  pen.lineWidth = 1.5;
  pen.beginPath();
  pen.moveTo(x(until), 0);
  pen.lineTo(x(until), height - BOTTOM);
  pen.stroke();
}
