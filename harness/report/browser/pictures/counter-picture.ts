/** A counter: the range that its adds allow over time, and what was read of it. */

import { svg } from '../../../page/browser/svg.js';
import type { CounterPicture } from '../../pictures/picture.js';
import { numberAxis, type Plot, plotOf, timeAxis } from './axes.js';
import { frame, line, operationButton, type Select } from './canvas.js';

const LEFT = 56;
/** For the sums that final reads may show. */
const RIGHT = 70;
const TOP = 14;
const AXIS = 28;
const HEIGHT = 300;

export function counterPicture(picture: CounterPicture, room: number, select: Select): SVGSVGElement {
  const { range, reads, acceptable, finish, title, why } = picture;
  const values = [
    ...range.flatMap(({ low, high }) => [low, high]),
    ...reads.map(({ value }) => value),
    ...acceptable.flat(),
  ];
  const [least, most] = [Math.min(0, ...values), Math.max(1, ...values)];
  const margin = (most - least) * 0.05;
  const [low, high] = [least - margin, most + margin];
  const times = [
    0,
    ...range.map(({ time }) => time),
    ...reads.map((each) => each.finish ?? each.begin),
    finish,
  ];
  const plot = plotOf({ left: LEFT, right: room - RIGHT, top: TOP, bottom: HEIGHT - AXIS }, times);
  const y = (value: number): number =>
    plot.bottom - ((value - low) / (high - low)) * (plot.bottom - plot.top);
  return frame(
    [title, ...why].join('. '),
    { width: room, height: HEIGHT },
    ...numberAxis(plot, low, high, y),
    ...timeAxis(plot, times),
    band(picture, plot, y),
    ...allowed(picture, plot, y),
    ...reads.map((read) => readShape(read, { plot, y, select })),
    ...wrongValues(reads, plot, y),
  );
}

/** Steps along the upper edge, and back along the lower one. */
function band({ range, finish }: CounterPicture, { x }: Plot, y: (value: number) => number): Node {
  const upper = range.map(({ high }, i) => `H${x(range[i]?.time ?? 0)}V${y(high)}`).join('');
  const lower = range
    .map(({ low }, i) => `V${y(low)}H${x(range[i]?.time ?? 0)}`)
    .toReversed()
    .join('');
  const first = range[0];
  if (first === undefined) return svg('g');
  return svg('path', {
    class: 'range',
    d: `M${x(first.time)},${y(first.high)}${upper}H${x(finish)}${lower}Z`,
  });
}

function allowed(
  { acceptable }: CounterPicture,
  { right }: Plot,
  y: (value: number) => number,
): readonly Node[] {
  return acceptable.flatMap(([low, high]) => [
    svg('rect', { class: 'allowed', x: right + 6, y: y(high) - 3, width: 6, height: y(low) - y(high) + 6 }),
    line(low === high ? String(low) : `${low}..${high}`, {
      x: right + 17,
      y: y((low + high) / 2) + 4,
      kind: 'label',
    }),
  ]);
}

function readShape(
  read: CounterPicture['reads'][number],
  {
    plot,
    y,
    select,
  }: { readonly plot: Plot; readonly y: (value: number) => number; readonly select: Select },
): Node {
  const { value, isFinal, isWrong, begin, finish = begin } = read;
  const [cx, cy] = [plot.x(finish), y(value)];
  const kind = isWrong ? 'read wrong' : isFinal ? 'read final' : 'read';
  const words = isWrong
    ? 'a final read that no order of the adds allows'
    : isFinal
      ? 'a final read'
      : 'before the end: it may show anything';
  return operationButton(
    read,
    { kind, words, select },
    svg('circle', { class: 'hit', cx, cy, r: 8 }),
    isWrong
      ? svg('path', { class: 'cross', d: `M${cx - 5},${cy - 5}l10,10m0,-10l-10,10` })
      : svg('circle', { class: 'dot', cx, cy, r: isFinal ? 4.5 : 2.5 }),
  );
}

const TEXT = 13;

/** The values of wrong reads, those that would overlap left out. */
function wrongValues(
  reads: CounterPicture['reads'],
  { x }: Plot,
  y: (value: number) => number,
): readonly Node[] {
  const places: { readonly x: number; readonly y: number; readonly value: number }[] = [];
  for (const { isWrong, value, begin, finish = begin } of reads) {
    const place = { x: x(finish) - 9, y: y(value) + 4, value };
    const isFree = places.every(
      (other) => Math.abs(other.y - place.y) >= TEXT || Math.abs(other.x - place.x) > 40,
    );
    if (isWrong && isFree) places.push(place);
  }
  return places.map((place) =>
    line(String(place.value), { x: place.x, y: place.y, kind: 'flaw', anchor: 'end' }),
  );
}
