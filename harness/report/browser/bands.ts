/**
 * Faults as bands behind a chart: those of the network across its height, those of nodes on their lanes; hatched,
 * with names.
 */

import type { FaultSpan } from '../report-data.js';
import { Labels } from '../../page/browser/labels.js';
import type { Area } from '../../page/browser/panel.js';

/**
 * `laneTop` gives the top and the height of an endpoint's lane, for faults of nodes; without it all bands go across.
 */
export function drawBands(
  area: Area,
  faults: readonly FaultSpan[],
  bottom: number,
  lane?: (endpoint: number) => Box | undefined,
  labels: Labels = new Labels(area.context),
): void {
  const { context, theme, x, left, right } = area;
  const bands = faults.flatMap((fault) => {
    const [begin, end] = [
      Math.max(left, x(fault.from)),
      Math.min(right, Math.max(x(fault.to), x(fault.from) + 1)),
    ];
    if (end <= left || begin >= right) return [];
    const { hits } = fault;
    const boxes =
      hits === undefined || lane === undefined
        ? [{ top: 0, height: bottom }]
        : hits.flatMap((endpoint) => lane(endpoint) ?? []);
    return [{ fault, begin, end, boxes }];
  });
  // One path, so that overlapping faults do not darken the background.
  context.fillStyle = theme.band;
  context.beginPath();
  for (const { begin, end, boxes } of bands)
    for (const { top, height } of boxes) context.rect(begin, top, end - begin, height);
  context.fill();
  context.strokeStyle = theme.warn;
  context.lineWidth = 1;
  context.setLineDash([4, 3]);
  context.beginPath();
  for (const { fault, boxes } of bands) {
    for (const edge of [x(fault.from), x(fault.to)]) {
      if (edge < left || edge > right) continue;
      for (const { top, height } of boxes) {
        context.moveTo(edge, top);
        context.lineTo(edge, top + height);
      }
    }
  }
  context.stroke();
  context.setLineDash([]);
  if (lane === undefined) return;
  for (const { fault, begin, end, boxes } of bands) {
    if (fault.hits !== undefined) for (const box of boxes) hatch(area, begin, end, box);
    const [first] = boxes;
    if (first !== undefined && end - begin > 30) label(area, labels, fault, begin, end, first.top);
  }
}

interface Box {
  readonly top: number;
  readonly height: number;
}

/** The names of faults that begin together are drawn one below the other, if there is room. */
function label(
  { context, theme }: Area,
  labels: Labels,
  { fault, text, hits }: FaultSpan,
  begin: number,
  end: number,
  top: number,
): void {
  const words = hits === undefined ? `${fault} ${text}` : fault;
  const room = end - begin - 4;
  const middle = labels.place(words, begin + 3, top + 8, { room, lines: hits === undefined ? 3 : 1 });
  if (middle === undefined) return;
  context.save();
  context.beginPath();
  context.rect(begin, middle - 8, room, 16);
  context.clip();
  context.fillStyle = theme.warn;
  context.textAlign = 'left';
  context.fillText(words, begin + 3, middle);
  context.restore();
}

function hatch({ context, theme }: Area, begin: number, end: number, { top, height }: Box): void {
  context.save();
  context.beginPath();
  context.rect(begin, top, end - begin, height);
  context.clip();
  context.strokeStyle = theme.warn;
  context.globalAlpha = 0.35;
  context.lineWidth = 1;
  context.beginPath();
  for (let x = begin - height; x < end; x += 8) {
    context.moveTo(x, top + height);
    context.lineTo(x + height, top);
  }
  context.stroke();
  context.restore();
}
