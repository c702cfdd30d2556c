/** A log of kafka: its offsets upwards, time to the right; who sent what, which polls showed it, and what is wrong. */

import { svg } from '../../../page/browser/svg.js';
import type { Flaw, LogPicture } from '../../pictures/picture.js';
import { type Plot, plotOf, timeAxis } from './axes.js';
import { frame, line, operationButton, type Select } from './canvas.js';

const LEFT = 64;
const RIGHT = 16;
const TOP = 18;
const ROW = 17;
const AXIS = 28;

const WORDS: Readonly<Record<Flaw, string>> = {
  lost: 'lost: acknowledged, and never polled',
  skipped: 'left out what stands between',
  reordered: 'not in the order of offsets',
  repeated: 'an offset with two messages, or a message with two offsets',
};

export function logPicture(picture: LogPicture, room: number, select: Select): SVGSVGElement {
  const { offsets, sends, polls, title, why } = picture;
  const height = TOP + offsets.length * ROW + AXIS;
  const y = (position: number): number => TOP + (offsets.length - position - 0.5) * ROW;
  const times = [
    ...sends.flatMap(({ begin, finish = begin }) => [begin, finish]),
    ...polls.map(({ begin, finish = begin }) => finish),
  ];
  const plot = plotOf({ left: LEFT, right: room - RIGHT, top: TOP, bottom: height - AXIS }, times);
  return frame(
    [title, ...why].join('. '),
    { width: room, height },
    ...timeAxis(plot, times),
    line('offset', { x: LEFT - 8, y: 10, kind: 'quiet', anchor: 'end' }),
    ...rows(picture, plot, y),
    ...polls.map((poll) => pollShape(poll, { plot, y, select })),
    ...sends.map((send) => sendShape(send, { plot, y, select })),
    ...flaws(picture, plot, y),
  );
}

interface Drawing {
  readonly plot: Plot;
  readonly y: (position: number) => number;
  readonly select: Select;
}

/** The rows of lost messages stand out. */
function rows({ offsets, sends }: LogPicture, { left, right }: Plot, y: Drawing['y']): readonly Node[] {
  const lost = new Set(sends.filter(({ flaw }) => flaw === 'lost').map(({ position }) => position));
  const every = Math.ceil(offsets.length / 40);
  return offsets.flatMap((offset, i) => [
    svg('line', { class: 'lane', x1: left, x2: right, y1: y(i), y2: y(i) }),
    ...(lost.has(i)
      ? [svg('rect', { class: 'lost-row', x: left, y: y(i) - ROW / 2, width: right - left, height: ROW })]
      : []),
    ...(i % every === 0
      ? [
          line(offset, {
            x: left - 8,
            y: y(i) + 4,
            kind: 'quiet',
            anchor: 'end',
          }),
        ]
      : []),
  ]);
}

function sendShape(send: LogPicture['sends'][number], { plot, y, select }: Drawing): Node {
  const { position, flaw, begin, finish = begin, label } = send;
  const [x1, x2, cy] = [plot.x(begin), plot.x(finish), y(position)];
  return operationButton(
    { ...send, label: `sent ${label}` },
    { kind: `send ${flaw ?? ''}`, words: flaw === undefined ? '' : WORDS[flaw], select },
    svg('line', { class: 'sending', x1, x2, y1: cy, y2: cy }),
    flaw === 'lost'
      ? svg('path', { class: 'cross', d: `M${x2 - 5},${cy - 5}l10,10m0,-10l-10,10` })
      : svg('circle', { class: 'dot', cx: x2, cy, r: 4 }),
  );
}

/** Beside the messages with flaws: which they are, those of one offset together. */
function flaws({ sends, offsets }: LogPicture, { x, right }: Plot, y: Drawing['y']): readonly Node[] {
  return offsets.flatMap((_, position) => {
    const here = sends.filter((send) => send.position === position && send.flaw !== undefined);
    const [first] = here;
    if (first === undefined) return [];
    const text = `${here.map(({ label }) => label).join(' and ')} ${first.flaw}`;
    const end = Math.max(...here.map(({ begin, finish = begin }) => x(finish)));
    const begin = Math.min(...here.map(({ begin: from }) => x(from)));
    const fits = right - end - 10 >= text.length * 7;
    return [
      line(
        text,
        fits
          ? { x: end + 9, y: y(position) + 4, kind: 'flaw' }
          : { x: begin - 7, y: y(position) + 4, kind: 'flaw', anchor: 'end' },
      ),
    ];
  });
}

/** A line through what it showed, in that order; what it left out are open rings. */
function pollShape(poll: LogPicture['polls'][number], { plot, y, select }: Drawing): Node {
  const { positions, skipped, flaw, begin, finish = begin } = poll;
  const x = plot.x(finish);
  const zigzag = flaw === 'reordered';
  const at = (i: number): number =>
    zigzag ? x + (i - (positions.length - 1) / 2) * Math.min(5, 60 / positions.length) : x;
  const d = positions.map((position, i) => `${i === 0 ? 'M' : 'L'}${at(i)},${y(position)}`).join('');
  return operationButton(
    poll,
    { kind: `poll ${flaw ?? ''}`, words: flaw === undefined ? '' : WORDS[flaw], select },
    svg('path', { class: 'span', d }),
    ...positions.map((position, i) =>
      svg('rect', { class: 'seen', x: at(i) - 2, y: y(position) - 2, width: 4, height: 4 }),
    ),
    ...skipped.map((position) => svg('circle', { class: 'ring', cx: x, cy: y(position), r: 5 })),
  );
}
