/**
 * A Lamport diagram: endpoints side by side, time down, an arrow for each message from its sending to its receipt.
 *
 * Each event has a row of its own, so that no two labels share one; therefore heights show no durations, and the left
 * edge shows the seconds. Written while the run is read, in two passes: only messages under way are kept.
 * `svg-shapes.ts` draws the parts.
 */

import { escapeMarkup } from '../picture/markup.js';
import { printable } from '../text/printable.js';
import { bodyJson, elapsed, seconds } from '../trace/message-text.js';
import { Summary } from '../trace/summary.js';
import type { PlacedJourney } from '../trace/journeys.js';
import { Endpoints } from './endpoints.js';
import type { ExportedRun } from './exported-run.js';
import { messageLabel, shortened } from './message-label.js';
import { type RunEvent, runEvents } from './run-events.js';
import { columnsFor, type Columns } from './svg-columns.js';
import {
  arrow,
  cross,
  fault,
  head,
  LABEL_COLUMNS,
  label,
  names,
  openEnd,
  rowY,
  STYLE,
  text,
} from './svg-shapes.js';

/** The rows of the events of messages that are still under way. */
interface Drawn {
  readonly start: number;
  readonly ends: number[];
}

export async function* svg(run: ExportedRun): AsyncGenerator<string> {
  const endpoints = new Endpoints(run.nodes);
  const summary = new Summary();
  let rows = 0;
  for await (const entry of run.entries()) {
    endpoints.add(entry);
    rows++;
    if (entry.type === 'fault') continue;
    summary.add(entry);
    rows += entry.ends.length;
  }
  const columns = columnsFor(endpoints.list());
  const height = rowY(rows + 1);
  yield `<svg xmlns="http://www.w3.org/2000/svg" width="${columns.width}" height="${height}" viewBox="0 0 ${columns.width} ${height}">`;
  yield `<title>${escapeMarkup(printable(run.title))}</title>`;
  yield `<style>${STYLE}</style>`;
  yield* head(printable(run.title), summary.text(summary.shown), columns, height);
  yield* drawn(runEvents(run.entries()), columns);
  yield '</svg>';
}

async function* drawn(events: AsyncIterable<RunEvent>, columns: Columns): AsyncGenerator<string> {
  const open = new Map<PlacedJourney, Drawn>();
  let row = 0;
  let told = '';
  for await (const event of events) {
    yield* names(row, columns);
    const y = rowY(row++);
    const time = seconds(event.time);
    if (event.type === 'fault') yield fault(event, time, y, columns);
    else if (time !== told) yield text('time', columns.left - 12, y, time);
    told = time;
    if (event.type === 'fault') continue;
    const { journey } = event;
    const drawing = open.get(journey) ?? { start: y, ends: [] };
    if (event.type === 'end') drawing.ends.push(y);
    if (drawing.ends.length < journey.ends.length) open.set(journey, drawing);
    else {
      open.delete(journey);
      yield message(journey, drawing, columns);
    }
  }
}

/** One group, so that the title shows wherever the pointer is. */
function message(journey: PlacedJourney, { start, ends }: Drawn, columns: Columns): string {
  const { message, outcome } = journey;
  const from = columns.at(message.src);
  const to = columns.at(message.dest);
  const isDamaged = outcome.kind === 'delivered' && outcome.line !== undefined;
  const parts = ends.map((y, i) => {
    const way = { from: from.x, to: to.x, start, end: y };
    const end = journey.ends[i];
    const copy = i === 0 ? '' : `copy ${i + 1}`;
    if (end?.type === 'drop') {
      return cross(way, [shortened(end.reason ?? '', 30), ...(copy === '' ? [] : [copy])].join(', '));
    }
    const isFirst = outcome.kind === 'delivered' && end?.time === outcome.at;
    const words = [...(isDamaged && isFirst ? ['damaged'] : []), ...(copy === '' ? [] : [copy])].join(', ');
    return arrow(way, words, copy !== '');
  });
  if (ends.length === 0) parts.push(openEnd({ from: from.x, to: to.x, start, end: start + 12 }));
  const room = to.x < from.x ? from.x - columns.left : columns.width - from.x;
  const words = messageLabel(message, Math.min(LABEL_COLUMNS, columns.fitting(room)));
  const kind = `${from.paint}${outcome.kind === 'dropped' ? ' lost' : isDamaged ? ' damaged' : ''}`;
  return (
    `<g class="${kind}"><title>${escapeMarkup(printable(titleOf(journey)))}</title>` +
    `${parts.join('')}${label(from.x, to.x, start, words)}</g>`
  );
}

function titleOf({ message, sentAt, outcome, copies }: PlacedJourney): string {
  const { id, src, dest } = message;
  const end =
    outcome.kind === 'under-way'
      ? 'still under way at the end'
      : outcome.kind === 'dropped'
        ? `lost: ${outcome.reason}`
        : `${outcome.line === undefined ? 'delivered' : 'delivered damaged'}${elapsed(outcome.at - sentAt) === '' ? ' at once' : ` after${elapsed(outcome.at - sentAt)}`}`;
  const times = copies > 1 ? `, ${copies} times` : '';
  return `${id} ${src} -> ${dest}, sent at ${seconds(sentAt)} s, ${end}${times}: ${bodyJson(message)}`;
}
