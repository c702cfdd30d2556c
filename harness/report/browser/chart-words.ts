/** The words around a chart: legends with strokes as they are drawn, and why a chart is empty. */

import { byId, el } from '../../page/browser/dom.js';

export interface Stroke {
  readonly color: string;
  readonly width?: number;
  readonly dash?: readonly number[];
  /** Single dots in place of a line. */
  readonly dots?: true;
}

/** An entry of a legend. */
export function strokeEntry(text: string, { color, width = 2, dash = [], dots }: Stroke): HTMLElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 28 12');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(svg.namespaceURI ?? '', 'path');
  path.setAttribute('d', dots === undefined ? 'M1 6h26' : 'M4 8h3M13 4h3M22 7h3');
  path.setAttribute('stroke', color);
  path.setAttribute('stroke-width', String(dots === undefined ? width : 3));
  if (dash.length > 0) path.setAttribute('stroke-dasharray', dash.join(' '));
  svg.append(path);
  const entry = el('span');
  entry.append(svg, text);
  return entry;
}

/** Says why there is no chart, in its place. */
export function sayEmpty(id: string, words: string): void {
  const note = byId(`${id}-empty`);
  note.textContent = words;
  note.hidden = false;
  byId(id).hidden = true;
  byId(`${id}-key`).hidden = true;
}
