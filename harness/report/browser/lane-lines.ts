/**
 * The lanes of a diagram with their names. While a value is followed, a lane takes its colour from the moment when its node has
 * it: a glance shows how it spread, and which nodes never got it.
 */

import { LEFT, type Area } from '../../page/browser/panel.js';
import { fitted } from '../../page/browser/pen.js';
import type { Frame } from './segments.js';
import type { Selection } from './selection.js';

const KNOWN = 5;
const NAME_ROOM = LEFT - 14;

export function drawLanes(
  { context: pen, theme, left, right, x }: Area,
  { lanes, knowledge, followed }: Selection,
  { y, laneHeight }: Frame,
  until = Infinity,
): void {
  pen.textAlign = 'right';
  const every = Math.max(1, Math.ceil(11 / laneHeight));
  for (const [lane, name] of lanes.names.entries()) {
    const middle = y(lane);
    const since = sinceOf(lane, lanes, knowledge);
    const isKnown = since !== undefined && since <= until;
    pen.lineWidth = 1;
    pen.strokeStyle = theme.edge;
    pen.globalAlpha = 0.6;
    pen.beginPath();
    pen.moveTo(left, middle);
    pen.lineTo(right, middle);
    pen.stroke();
    pen.globalAlpha = 1;
    if (isKnown) {
      const begin = Math.max(left, x(since));
      const end = Math.min(right, until === Infinity ? right : x(until));
      pen.fillStyle = theme.good;
      const thick = Math.min(KNOWN, laneHeight * 0.5);
      if (end > begin) pen.fillRect(begin, middle - thick / 2, end - begin, thick);
    }
    if (lane % every !== 0) continue;
    const isNode = lanes.isServerLane(lane);
    const never = knowledge !== undefined && since === undefined && isNode;
    pen.fillStyle = never ? theme.quiet : theme.text;
    pen.fillText(fitted(pen, name, NAME_ROOM), LEFT - 8, middle);
    if (never && laneHeight >= 26) {
      pen.fillStyle = theme.bad;
      pen.fillText('never', LEFT - 8, middle + 13);
    } else if (knowledge !== undefined && isKnown && isNode && laneHeight >= 26 && followed !== '') {
      pen.fillStyle = theme.good;
      pen.fillText(`${(since / 1e9).toFixed(2)} s`, LEFT - 8, middle + 13);
    }
  }
}

/** When the first endpoint of a lane had the value; undefined if none ever had. */
export function sinceOf(
  lane: number,
  lanes: Selection['lanes'],
  knowledge: Float64Array | undefined,
): number | undefined {
  if (knowledge === undefined) return undefined;
  let least = Infinity;
  for (const endpoint of lanes.in(lane)) {
    const since = knowledge[endpoint] ?? NaN;
    if (since < least) least = since;
  }
  return least === Infinity ? undefined : least;
}
