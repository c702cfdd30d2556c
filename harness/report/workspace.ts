/** The interactive part of a report: filters, diagram, charts, details, list. Hidden until the script runs. */

import { escapeMarkup } from '../picture/markup.js';
import { printable } from '../text/printable.js';
import type { ReportData } from './report-data.js';

export function workspace(data: ReportData): string {
  return `<noscript><p class="answer warn">The diagrams of this report are drawn by its script, which this browser does not run.</p></noscript>
<section id="workspace" aria-busy="true">
<h2>Messages and operations</h2>
<p id="loading" role="status">Unpacking ${data.messages.length} messages…</p>
<div id="tools" hidden>
${filters(data)}
<div class="bar">
<span class="buttons">
<button type="button" id="zoom-in" title="zoom in (+)" aria-label="zoom in">+</button><button type="button" id="zoom-out" title="zoom out (-)" aria-label="zoom out">−</button><button type="button" id="earlier" title="earlier (arrow left)" aria-label="earlier">←</button><button type="button" id="later" title="later (arrow right)" aria-label="later">→</button><button type="button" id="whole" title="the whole run (0)">whole run</button>
</span>
<output id="count" role="status"></output>
</div>
<div class="split">
<div class="panels">
<canvas id="minimap" height="44" role="img" aria-label="The whole run: messages over time. Drag to choose what is shown."></canvas>
<figure><canvas id="diagram" tabindex="0" role="application" aria-describedby="keys" aria-label="Space-time diagram of messages"></canvas>
<figcaption><p id="density" class="warn" hidden>Too many messages to draw one by one: bars above a lane are what it sent, bars below what of that was
dropped, both on a logarithmic scale. Zoom in, or click a place, to see each.</p><div id="legend" role="group" aria-label="types of messages"></div><p id="keys" class="quiet">Time runs to the right, each line is a message from its sender to its receiver. A cross: it was dropped; an open ring: it was still
under way at the end. Drag or arrow keys move, Ctrl + wheel, pinch or + and - zoom, N and P go from message to message, Esc lets go.</p></figcaption></figure>
${chart('operations', 'Operations', 'Each bar is an operation of a process, from its invocation to its completion.')}
${chart('latency', 'Latency of operations', 'Each dot is an operation that completed; lines are the median, the 95th percentile and the longest.')}
${chart('rate', 'Rate of operations', 'Completions per second, by how they ended.')}
${data.values.length > 0 ? chart('values', 'Stable latency of values', 'For how long each value was known and yet missing from some read, at the time when it became known. A cross: lost.') : ''}
${chart('per-op', 'Messages per operation', `Messages between nodes in each span of time, over the operations invoked in the whole run at its mean rate. <label>Split by <select id="split"><option value="cause">cause</option><option value="type">type</option><option value="link">link</option></select></label>`)}
<h3>Messages in view</h3>
<div id="list" class="scroll" tabindex="0" role="region" aria-label="Messages in view"></div>
</div>
<aside id="details" aria-label="details" tabindex="-1"><p class="quiet">Click a message or an operation to see what it is about.</p></aside>
</div>
</div>
</section>`;
}

function chart(id: string, title: string, about: string): string {
  return `<section class="chart"><h3>${title}</h3><p class="quiet">${about}</p><canvas id="${id}" role="img" aria-label="${title}"></canvas><div id="${id}-key" class="key-line"></div></section>`;
}

function filters({ endpoints, outcomes }: ReportData): string {
  const lanes = endpoints
    .map(({ name, kind }, i) => ({ name, kind, i }))
    .filter(({ kind }) => kind !== 'client' || endpoints.length <= 400);
  return `<form id="filters">
<label>Node <select id="f-node"><option value="">any</option>${lanes.map(({ name, i }) => `<option value="${i}">${text(name)}</option>`).join('')}</select></label>
<label>Outcome <select id="f-outcome"><option value="">any</option><option value="1">delivered</option><option value="not">not delivered</option>${outcomes
    .map((name, i) =>
      i === 1 ? '' : `<option value="${i}">${i === 0 ? name : `dropped: ${text(name)}`}</option>`,
    )
    .join('')}</select></label>
<label>Clients <select id="f-clients"><option value="one">one lane</option><option value="each">a lane each</option><option value="none">hidden</option></select></label>
<label>From <input id="f-from" size="7" inputmode="decimal" aria-label="from, seconds"> to <input id="f-to" size="7" inputmode="decimal" aria-label="to, seconds"> s</label>
<label>Search <input id="f-text" type="search" size="14" placeholder="text in bodies"></label>
<label>Follow value <input id="f-value" type="search" size="9" placeholder="JSON: 42"></label>
<button type="submit">Apply</button><button type="reset">Reset</button>
</form>`;
}

function text(words: string): string {
  return escapeMarkup(printable(words));
}
