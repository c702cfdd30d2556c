/** The parts of a Lamport diagram as SVG: rows, arrows, crosses, labels, and their style in light and dark. */

import { DARK, declarations, LIGHT } from '../page/colors.js';
import { escapeMarkup } from '../picture/markup.js';
import { printable } from '../text/printable.js';
import type { PlacedFault } from '../trace/journeys.js';
import { faultText } from '../trace/message-text.js';
import { faultLabel, shortened } from './message-label.js';
import type { Columns } from './svg-columns.js';

const TOP = 84;
const ROW = 20;
/** The names are repeated after this many rows, since a long diagram is scrolled. */
const BLOCK = 40;
/** The most letters of a label; the title has the whole text. */
export const LABEL_COLUMNS = 64;

export const STYLE = `
:root{${declarations(LIGHT)};--ground:#fff0d9}
@media (prefers-color-scheme:dark){:root{${declarations(DARK)};--ground:#3a2e18}}
${LIGHT.series.map((_, i) => `.s${i}{--color:var(--s${i})}`).join('')}
.client,.service{--color:var(--quiet)}
svg{background:var(--page)}
text{font:11px ui-monospace,monospace;fill:var(--color,var(--quiet));white-space:pre;paint-order:stroke;stroke:var(--page);stroke-width:2px;stroke-linejoin:round}
.title{font:600 18px system-ui,sans-serif;fill:var(--text)}
.about{font:13px system-ui,sans-serif}
.name{font-weight:700;font-size:12px;text-anchor:middle}
.time,.left{text-anchor:end}
.life{stroke:var(--line)}
.arrow{fill:none;stroke:var(--color);stroke-width:1.3}
.copy{stroke-dasharray:5 3}
.open{stroke-dasharray:1 3}
.head{fill:var(--color)}
.cross{stroke:var(--bad);stroke-width:2;fill:none}
.damaged .arrow{stroke:var(--fault-corrupt);stroke-dasharray:8 2 2 2}
.damaged .head{fill:var(--fault-corrupt)}
.lost .arrow{stroke-dasharray:3 3;opacity:.8}
.reason{fill:var(--bad)}
.band{fill:var(--ground)}
.fault text{fill:var(--warn);stroke:none}
g:hover>.arrow{stroke-width:3}
`;

/** The y of a row's line. Each block begins with a row of names. */
export function rowY(row: number): number {
  return TOP + (row + Math.floor(row / BLOCK) + 1) * ROW;
}

export function* head(title: string, about: string, columns: Columns, height: number): Generator<string> {
  yield text('title', 16, 30, shortened(title, 90));
  yield text(
    'about',
    16,
    52,
    `${about}. Each event has a row; seconds at the left; the pointer shows the whole message.`,
  );
  for (const { x } of columns.list) yield `<path class="life" d="M${x} ${TOP}V${height}"/>`;
}

/** Draws all names before the first row of a block. */
export function* names(row: number, columns: Columns): Generator<string> {
  if (row % BLOCK !== 0) return;
  for (const { x, name, paint } of columns.list) {
    yield `<g class="${paint}">${text('name', x, rowY(row) - ROW, shortened(name, 16))}</g>`;
  }
}

export function text(kind: string, x: number, y: number, words: string): string {
  return `<text class="${kind}" x="${round(x)}" y="${round(y)}">${escapeMarkup(words)}</text>`;
}

export function fault(event: PlacedFault, time: string, y: number, columns: Columns): string {
  const words = faultLabel(event, columns.fitting(columns.width - columns.left));
  return (
    `<g class="fault"><title>${escapeMarkup(printable(`${time} s ${faultText(event)}`))}</title>` +
    `<rect class="band" x="0" y="${y - 14}" width="${columns.width}" height="${ROW - 1}"/>` +
    `${text('time', columns.left - 12, y, time)}${text('what', columns.left, y, words)}</g>`
  );
}

/** Draws an arrow from the sender's line at a height to the receiver's at another. */
export interface Way {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
}

/** `words` stand at its head, such as which copy it is. */
export function arrow(way: Way, words: string, isCopy: boolean): string {
  const { from, to, end } = way;
  const beyond = to < from ? text('left', to - 6, end + 4, words) : text('right', to + 6, end + 4, words);
  const line = `<path class="arrow${isCopy ? ' copy' : ''}" d="${lineOf(way)}"/>`;
  return `${line}${tip(way)}${words === '' ? '' : beyond}`;
}

/** Draws a lost message up to the middle. */
export function cross(way: Way, reason: string): string {
  const { from, to, start, end } = way;
  const x = from === to ? from + LOOP : (from + to) / 2;
  const line = from === to ? `M${from} ${start}L${x} ${end}` : lineOf({ from, to: x, start, end });
  const at = round(x);
  const side =
    to < from ? text('left reason', x - 9, end + 4, reason) : text('reason', x + 9, end + 4, reason);
  return (
    `<path class="arrow" d="${line}"/>` +
    `<path class="cross" d="M${at - 5} ${end - 5}l10 10m0 -10l-10 10"/>${side}`
  );
}

/** Draws a message that was under way when the run ended. */
export function openEnd({ from, to, start, end }: Way): string {
  const x = from === to ? from + LOOP : from + Math.sign(to - from) * 60;
  return `<path class="arrow open" d="M${from} ${start}L${x} ${end}"/>`;
}

/** Beside the sender, on the side of the receiver, above the line. */
export function label(from: number, to: number, y: number, words: string): string {
  return to < from ? text('left', from - 7, y - 5, words) : text('right', from + 7, y - 5, words);
}

const LOOP = 34;

function lineOf({ from, to, start, end }: Way): string {
  if (from !== to) return `M${round(from)} ${start}L${round(to)} ${end}`;
  // A message to its own sender.
  return `M${from} ${start}C${from + LOOP} ${start} ${from + LOOP} ${end} ${to} ${end}`;
}

function tip({ from, to, start, end }: Way): string {
  const angle = from === to ? Math.PI : Math.atan2(end - start, to - from);
  const corner = (turn: number): string =>
    `${round(to - 9 * Math.cos(angle + turn))} ${round(end - 9 * Math.sin(angle + turn))}`;
  return `<path class="head" d="M${to} ${end}L${corner(0.35)}L${corner(-0.35)}z"/>`;
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
