/** The page of the live view. Its script draws the contents as they arrive. */

import type { Document } from '../../page/document.js';
import { head, serveStyle } from '../head.js';

const FIGURES: readonly (readonly [id: string, name: string])[] = [
  ['rate', 'messages/s'],
  ['per-op', 'msgs-per-op'],
  ['ok', 'ok'],
  ['fail', 'fail'],
  ['info', 'info'],
  ['dropped', 'dropped'],
  ['faults', 'faults'],
];

export function livePage(): Document {
  const figures = FIGURES.map(([id, name]) => `<div><dt>${name}</dt><dd id="${id}">-</dd></div>`);
  return {
    title: 'Eddy: live',
    script: new URL('./browser.js', import.meta.url),
    connects: true,
    style: serveStyle(new URL('./style.css', import.meta.url)),
    body: `${head('live')}
<h1 id="title">Live view</h1>
<div id="state" role="status"><p>This page needs its script to show a run as it goes.</p></div>
<div id="view" hidden>
<dl id="figures" class="figures">${figures.join('')}</dl>
<p id="controls" class="controls"><button type="button" id="pause" aria-pressed="false">Pause</button> <span class="quiet" id="note"></span></p>
<div id="frame" class="card"><canvas id="diagram" role="img" aria-label="Space-time diagram of the last seconds: a lane for each node, an arrow for each message. The list below says the same in words."></canvas></div>
<p class="legend">${LEGEND.map(([picture, words]) => `<span>${picture}${words}</span>`).join('')}</p>
<h2>Last messages between servers</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Last messages">
<table class="results"><thead><tr><th scope="col">s</th><th scope="col" class="text">link</th><th scope="col" class="text">what became of it</th><th scope="col" class="text">message</th></tr></thead><tbody id="messages"></tbody></table>
</div>
</div>`,
  };
}

const drawn = (paths: string): string => `<svg viewBox="0 0 28 12" aria-hidden="true">${paths}</svg>`;

/** Of the marks of the diagram. */
const LEGEND: readonly (readonly [picture: string, words: string])[] = [
  [drawn('<path class="line" d="M1 10 25 3m-5-2 5 2-4 4"/>'), 'message, in the colour of its sender'],
  [drawn('<path class="lost" d="M1 10 18 5m-4-4 8 8m0-8-8 8"/>'), 'dropped'],
  [drawn('<path class="damaged" d="M1 10 14 4l-1 6 12-7m-5-2 5 2-4 4"/>'), 'arrived damaged'],
  [drawn('<path class="quiet" d="M1 10 16 6"/><circle class="quiet" cx="20" cy="5" r="3.5"/>'), 'under way'],
  [drawn('<path class="quiet" d="M8 2v8M14 2v8M20 2v8"/>'), 'client operation'],
  [drawn('<path class="lost" d="M14 0v12"/>'), 'error reply'],
  [
    drawn('<path class="fault" d="M1 1h26v10H1zM5 11 15 1M13 11 23 1M21 11l6-6"/>'),
    'fault, named in the strip',
  ],
];
