/** What is at a place of the diagram, in words, for its hover card. */

import type { HoverText } from '../../page/browser/hover-card.js';
import { LEFT } from '../../page/browser/panel.js';
import { shown } from '../../page/browser/dom.js';
import type { DiagramPicture } from './diagram-picture.js';
import { labelOf } from './fault-strip.js';
import { sinceOf } from './lane-lines.js';
import type { Selection } from './selection.js';
import { messageTitle, outcome, seconds } from './words.js';

/** Of the window: what counts as around the pointer where densities are drawn. */
const AROUND = 1 / 200;

export function describe(
  picture: DiagramPicture,
  selection: Selection,
  time: number,
  x: number,
  y: number,
): HoverText | undefined {
  const fault = picture.faultAt(x, y);
  if (fault !== undefined)
    return { title: shown(labelOf(fault)), lines: [`${seconds(fault.from)} to ${seconds(fault.to)}`] };
  const nearest = x > LEFT ? picture.nearest(x, y) : undefined;
  if (nearest !== undefined) return messageText(selection, nearest.row);
  const lane = picture.laneAt(y);
  if (lane === undefined) return undefined;
  const title = shown(selection.lanes.names[lane] ?? '');
  const knows = knowledgeText(selection, lane);
  if (picture.isTooMany && x > LEFT) {
    const span = picture.span * AROUND;
    const { sent, dropped } = picture.density.around(lane, time, span);
    return {
      title,
      lines: [['around', seconds(time)], ['sent', String(sent)], ['dropped', String(dropped)], ...knows],
    };
  }
  return x <= LEFT || knows.length > 0 ? { title, lines: knows } : undefined;
}

function messageText({ run }: Selection, row: number): HoverText {
  const { sent, id, cause } = run.messages;
  return {
    title: messageTitle(run, row),
    lines: [
      ['message', String(id[row])],
      ['sent', seconds(sent[row])],
      ['outcome', outcome(run, row)],
      ['cause', shown(run.data.causes[cause[row] ?? 0] ?? '')],
    ],
  };
}

function knowledgeText(
  { lanes, knowledge, followed }: Selection,
  lane: number,
): readonly (readonly [string, string])[] {
  if (knowledge === undefined || !lanes.isServerLane(lane)) return [];
  const since = sinceOf(lane, lanes, knowledge);
  return [[`value ${shown(followed)}`, since === undefined ? 'never had it' : `from ${seconds(since)} on`]];
}
