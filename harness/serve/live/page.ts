/** The page of the live view. Its script draws the contents as they arrive. */

import type { Document } from '../../page/document.js';

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
    style: STYLE,
    body: `<p><a href="/">All runs</a></p>
<h1 id="title">Live view</h1>
<p id="state" role="status">This page needs its script to show a run as it goes.</p>
<dl id="figures">${figures.join('')}</dl>
<p id="controls" hidden><button type="button" id="pause" aria-pressed="false">Pause</button> <span class="quiet" id="note"></span></p>
<div id="frame"><canvas id="diagram" role="img" aria-label="Space-time diagram of the last seconds: a lane for each node, an arrow for each message. The list below says the same in words."></canvas></div>
<p class="quiet legend"><svg viewBox="0 0 28 12" aria-hidden="true"><path class="line" d="M1 10 24 3m-5-2 5 2-4 4"/></svg>message
<svg viewBox="0 0 28 12" aria-hidden="true"><path class="line" d="M1 10 15 6"/><path class="lost" d="m12 3 6 6m0-6-6 6"/></svg>dropped
<svg viewBox="0 0 14 12" aria-hidden="true"><path class="tick" d="M7 2v8"/></svg>client operation
<svg viewBox="0 0 20 12" aria-hidden="true"><path class="fault" d="M0 0h20v12H0z"/></svg>fault</p>
<h2>Last messages between servers</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Last messages">
<table class="results"><thead><tr><th scope="col">s</th><th scope="col">link</th><th scope="col">what became of it</th><th scope="col">message</th></tr></thead><tbody id="messages"></tbody></table>
</div>`,
  };
}

const STYLE = `
#figures{display:flex;flex-wrap:wrap;gap:.3rem 1.6rem;margin:.6rem 0}
#figures div{min-width:4.2rem}
#figures dd{font-size:1.25rem;font-variant-numeric:tabular-nums}
#controls[hidden]{display:none}
button{padding:.25rem .9rem;border:1px solid var(--line);border-radius:3px;background:var(--panel);cursor:pointer}
#frame{border:1px solid var(--line)}
#diagram{display:block;width:100%}
.legend svg{height:12px;vertical-align:middle;margin:0 .35rem 0 .9rem}
.legend svg:first-child{margin-left:0}
.legend path{fill:none;stroke-width:1.5}
.legend .line{stroke:var(--s0)}
.legend .lost{stroke:var(--bad);stroke-width:2}
.legend .tick{stroke:var(--quiet);stroke-width:2}
.legend .fault{fill:var(--band);stroke:none}
.results th,.results td{text-align:left}
.results td:first-child,.results th:first-child{text-align:right}
`;
