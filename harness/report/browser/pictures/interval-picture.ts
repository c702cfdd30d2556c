/** Operations as intervals, a lane for each process: around a violation of linearizability, or those that got one id. */

import { svg } from '../../../page/browser/svg.js';
import type { IntervalPicture } from '../../pictures/picture.js';
import { CHARACTER, frame, line, operationButton, seconds, type Select } from './canvas.js';
import { intervalLayout, type IntervalLayout, type Placed, pointsOf } from './interval-layout.js';

const LEFT = 76;
const RIGHT = 10;
const TOP = 24;
const LANE = 42;
const BAR = 14;
const AXIS = 24;
/** Pixels that a time below the picture takes. */
const TIME = 62;

type Drawn = IntervalPicture['operations'][number];

/** `width` is the room in pixels; a picture that needs more is wider. */
export function intervalPicture(picture: IntervalPicture, width: number, select: Select): SVGSVGElement {
  const { operations, held, title, why } = picture;
  const laid = (left: number, labelOf: (operation: Drawn) => string): Laid => ({
    layout: intervalLayout(operations, width - left - RIGHT, (each) => labelOf(each).length * CHARACTER + 8),
    left,
    labelOf,
  });
  const roomy = laid(LEFT, labelIn);
  // A picture that is moved sideways would lose the names of its lanes.
  const drawing = roomy.layout.width + LEFT + RIGHT <= width + 1 ? roomy : laid(RIGHT, withProcess);
  const { layout, left } = drawing;
  const processes = [...new Set(operations.map(({ process }) => process))].toSorted((a, b) => a - b);
  const laneOf = (process: number): number => TOP + processes.indexOf(process) * LANE;
  const points = pointsOf(operations, layout);
  const bottom = TOP + processes.length * LANE + (held.length > 0 ? LANE : 0);
  return frame(
    [title, ...why].join('. '),
    { width: Math.ceil(layout.width) + left + RIGHT, height: bottom + AXIS },
    ...lanes(processes, drawing),
    ...times(operations, drawing, bottom),
    ...(held.length > 0 ? register(picture, { drawing, points, y: bottom - LANE }) : []),
    ...before(operations, drawing, laneOf),
    ...operations.map((each) =>
      bar(each, { drawing, point: points.get(each.index), y: laneOf(each.process), select }),
    ),
  );
}

/** Where things stand, and what stands above each operation. */
interface Laid {
  readonly layout: IntervalLayout;
  /** Pixels left of the lanes: none for their names if these stand above the operations. */
  readonly left: number;
  readonly labelOf: (operation: Drawn) => string;
}

function labelIn({ label, note }: Drawn): string {
  return note === undefined ? label : `${label}: ${note}`;
}

function withProcess(operation: Drawn): string {
  return `process ${operation.process}, ${labelIn(operation)}`;
}

function placeOf({ placed }: IntervalLayout, index: number): Placed {
  return placed.get(index) ?? { from: 0, to: 0 };
}

function lanes(processes: readonly number[], { layout: { width }, left }: Laid): readonly Node[] {
  return processes.flatMap((process, i) => {
    const y = TOP + i * LANE + LANE - 10;
    return [
      svg('line', { class: 'lane', x1: left, x2: left + width, y1: y - BAR / 2, y2: y - BAR / 2 }),
      ...(left < LEFT
        ? []
        : [line(`process ${process}`, { x: left - 8, y: y - 3, kind: 'quiet', anchor: 'end' })]),
    ];
  });
}

function bar(
  operation: Drawn,
  about: {
    readonly drawing: Laid;
    readonly point: number | undefined;
    readonly y: number;
    readonly select: Select;
  },
): Node {
  const { drawing, point, y, select } = about;
  const { layout, left, labelOf } = drawing;
  const { part, note = '', end, place: rank } = operation;
  const place = placeOf(layout, operation.index);
  const [x, to] = [left + place.from, left + place.to];
  const top = y + LANE - 10 - BAR;
  const isOpen = operation.finish === undefined;
  const shapes = [
    svg('rect', { class: 'hit', x, y, width: Math.max(to - x, 24), height: LANE - 6 }),
    isOpen
      ? svg('path', { class: 'bar', d: `M${to},${top}H${x}V${top + BAR}H${to}` })
      : svg('rect', { class: 'bar', x, y: top, width: Math.max(to - x, 3), height: BAR, rx: 3 }),
    line(labelOf(operation), { x, y: top - 5, kind: 'label' }),
    ...(point === undefined
      ? []
      : [svg('circle', { class: 'point', cx: left + point, cy: top + BAR / 2, r: 4.5 })]),
    ...(part === 'refused' ? [cross(to, top + BAR / 2)] : []),
  ];
  const words = [note, rank === undefined ? '' : `number ${rank} in an order that explains the others`];
  return operationButton(
    operation,
    { kind: `${end} ${part ?? 'other'}`, words: words.filter((each) => each !== '').join(', '), select },
    ...shapes,
  );
}

function cross(x: number, y: number): Node {
  return svg('path', { class: 'cross', d: `M${x - 5},${y - 5}l10,10m0,-10l-10,10` });
}

/** From the write that was acknowledged to the operation that began only then. */
function before(
  operations: readonly Drawn[],
  { layout, left }: Laid,
  laneOf: (process: number) => number,
): readonly Node[] {
  const by = operations.find(({ part }) => part === 'contradicts');
  const refused = operations.find(({ part }) => part === 'refused');
  if (by?.completion === undefined || refused === undefined || by.completion > refused.index) return [];
  const middle = (operation: Drawn): number => laneOf(operation.process) + LANE - 10 - BAR / 2;
  const [x1, x2] = [left + placeOf(layout, by.index).to, left + placeOf(layout, refused.index).from];
  const [y1, y2] = [middle(by), middle(refused)];
  const bend = Math.max(12, (x2 - x1) / 2);
  return [
    svg('path', { class: 'before', d: `M${x1},${y1}C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}` }),
  ];
}

/** What the register held along the order. */
function register(
  { held }: IntervalPicture,
  about: { readonly drawing: Laid; readonly points: ReadonlyMap<number, number>; readonly y: number },
): readonly Node[] {
  const { drawing, points, y } = about;
  const { layout, left } = drawing;
  const starts = held.map(({ after }) => points.get(after) ?? placeOf(layout, after).to);
  const top = y + LANE - 10 - BAR;
  const isNamed = left === LEFT;
  return [
    ...(isNamed ? [line('it holds', { x: left - 8, y: y + LANE - 13, kind: 'quiet', anchor: 'end' })] : []),
    ...held.flatMap(({ value }, i) => {
      const from = starts[i] ?? 0;
      const room = (starts[i + 1] ?? layout.width) - from;
      const isLast = i === held.length - 1;
      const text = isLast && !isNamed ? `it holds ${value}` : value;
      return [
        svg('rect', {
          class: isLast ? 'held now' : 'held',
          x: left + from,
          y: top,
          width: Math.max(0, room - 1),
          height: BAR + 2,
        }),
        ...(room < CHARACTER + 4
          ? []
          : [line(text, { x: left + from + 4, y: top + BAR - 2, room: room - 6, kind: 'label' })]),
      ];
    }),
  ];
}

/** The times of the operations that matter, as far as there is room: those that are told first. */
function times(operations: readonly Drawn[], { layout, left }: Laid, bottom: number): readonly Node[] {
  const marked = operations.filter(({ part }) => part !== undefined);
  const wanted = [...marked.toReversed(), ...operations].flatMap(({ index, begin, finish }) => {
    const { from, to } = placeOf(layout, index);
    return [{ x: from, time: begin }, ...(finish === undefined ? [] : [{ x: to, time: finish }])];
  });
  const shown: { readonly x: number; readonly time: number }[] = [];
  for (const each of wanted) if (shown.every(({ x }) => Math.abs(x - each.x) >= TIME)) shown.push(each);
  return shown.flatMap(({ x, time }) => [
    svg('line', { class: 'tick', x1: left + x, x2: left + x, y1: TOP, y2: bottom + 4 }),
    line(seconds(time), {
      x: left + x,
      y: bottom + AXIS - 6,
      kind: 'quiet',
      anchor: x > layout.width - TIME / 2 ? 'end' : left + x < TIME / 2 ? 'start' : 'middle',
    }),
  ]);
}
