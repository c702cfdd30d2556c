/** Operations as intervals, a lane for each process: around a violation of linearizability, or those that got one id. */

import { svg } from '../../../page/browser/svg.js';
import type { IntervalPicture, Part } from '../../pictures/picture.js';
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

const WORDS: Readonly<Record<Part, string>> = {
  refused: 'no order explains it',
  contradicts: 'contradicts it',
  source: 'wrote what was expected',
  repeated: '',
};

/** `width` is the room in pixels; a picture that needs more is wider. */
export function intervalPicture(picture: IntervalPicture, width: number, select: Select): SVGSVGElement {
  const { operations, held, title, why } = picture;
  const layout = intervalLayout(
    operations,
    width - LEFT - RIGHT,
    (each) => labelOf(each as Drawn).length * CHARACTER + 8,
  );
  const processes = [...new Set(operations.map(({ process }) => process))].toSorted((a, b) => a - b);
  const laneOf = (process: number): number => TOP + processes.indexOf(process) * LANE;
  const points = pointsOf(operations, layout);
  const bottom = TOP + processes.length * LANE + (held.length > 0 ? LANE : 0);
  return frame(
    [title, ...why].join('. '),
    { width: Math.ceil(layout.width) + LEFT + RIGHT, height: bottom + AXIS },
    ...lanes(processes, layout.width),
    ...times(operations, layout, bottom),
    ...(held.length > 0 ? register(picture, { layout, points, y: bottom - LANE }) : []),
    ...before(operations, layout, laneOf),
    ...operations.map((each) =>
      bar(each, {
        place: placeOf(layout, each.index),
        point: points.get(each.index),
        y: laneOf(each.process),
        select,
      }),
    ),
  );
}

function placeOf({ placed }: IntervalLayout, index: number): Placed {
  return placed.get(index) ?? { from: 0, to: 0 };
}

function labelOf({ label, part }: Drawn): string {
  const words = part === undefined ? '' : WORDS[part];
  return words === '' ? label : `${label}: ${words}`;
}

function lanes(processes: readonly number[], width: number): readonly Node[] {
  return processes.flatMap((process, i) => {
    const y = TOP + i * LANE + LANE - 10;
    return [
      svg('line', { class: 'lane', x1: LEFT, x2: LEFT + width, y1: y - BAR / 2, y2: y - BAR / 2 }),
      line(`process ${process}`, { x: LEFT - 8, y: y - 3, kind: 'quiet', anchor: 'end' }),
    ];
  });
}

function bar(
  operation: Drawn,
  {
    place,
    point,
    y,
    select,
  }: {
    readonly place: Placed;
    readonly point: number | undefined;
    readonly y: number;
    readonly select: Select;
  },
): Node {
  const { part, end, place: rank } = operation;
  const [x, to] = [LEFT + place.from, LEFT + place.to];
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
      : [svg('circle', { class: 'point', cx: LEFT + point, cy: top + BAR / 2, r: 5 })]),
    ...(part === 'refused' ? [cross(to, top + BAR / 2)] : []),
  ];
  const words = [
    part === undefined ? '' : WORDS[part],
    rank === undefined ? '' : `number ${rank} in an order that explains the others`,
  ];
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
  layout: IntervalLayout,
  laneOf: (process: number) => number,
): readonly Node[] {
  const by = operations.find(({ part }) => part === 'contradicts');
  const refused = operations.find(({ part }) => part === 'refused');
  if (by?.completion === undefined || refused === undefined || by.completion > refused.index) return [];
  const middle = (operation: Drawn): number => laneOf(operation.process) + LANE - 10 - BAR / 2;
  const [x1, x2] = [LEFT + placeOf(layout, by.index).to, LEFT + placeOf(layout, refused.index).from];
  const [y1, y2] = [middle(by), middle(refused)];
  const bend = Math.max(12, (x2 - x1) / 2);
  return [
    svg('path', { class: 'before', d: `M${x1},${y1}C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}` }),
  ];
}

/** What the register held along the order. */
function register(
  { held }: IntervalPicture,
  {
    layout,
    points,
    y,
  }: { readonly layout: IntervalLayout; readonly points: ReadonlyMap<number, number>; readonly y: number },
): readonly Node[] {
  const starts = held.map(({ after }) => points.get(after) ?? placeOf(layout, after).to);
  const top = y + LANE - 10 - BAR;
  return [
    line('it holds', { x: LEFT - 8, y: y + LANE - 13, kind: 'quiet', anchor: 'end' }),
    ...held.flatMap(({ value }, i) => {
      const from = starts[i] ?? 0;
      const room = (starts[i + 1] ?? layout.width) - from;
      return [
        svg('rect', {
          class: i === held.length - 1 ? 'held now' : 'held',
          x: LEFT + from,
          y: top,
          width: Math.max(0, room - 1),
          height: BAR + 2,
        }),
        ...(room < CHARACTER + 4
          ? []
          : [line(value, { x: LEFT + from + 4, y: top + BAR - 2, room: room - 6, kind: 'label' })]),
      ];
    }),
  ];
}

/** The times of the operations that matter, as far as there is room: those that are told first. */
function times(operations: readonly Drawn[], layout: IntervalLayout, bottom: number): readonly Node[] {
  const marked = operations.filter(({ part }) => part !== undefined);
  const wanted = [...marked.toReversed(), ...operations].flatMap(({ index, begin, finish }) => {
    const { from, to } = placeOf(layout, index);
    return [{ x: from, time: begin }, ...(finish === undefined ? [] : [{ x: to, time: finish }])];
  });
  const shown: { readonly x: number; readonly time: number }[] = [];
  for (const each of wanted) if (shown.every(({ x }) => Math.abs(x - each.x) >= TIME)) shown.push(each);
  return shown.flatMap(({ x, time }) => [
    svg('line', { class: 'tick', x1: LEFT + x, x2: LEFT + x, y1: TOP, y2: bottom + 4 }),
    line(seconds(time), {
      x: LEFT + x,
      y: bottom + AXIS - 6,
      kind: 'quiet',
      anchor: x > layout.width - TIME / 2 ? 'end' : 'middle',
    }),
  ]);
}
