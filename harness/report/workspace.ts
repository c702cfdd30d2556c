/**
 * The interactive part of a report in three panes: the diagram in the middle under the verdict, findings at its left, details
 * at its right; charts and the list of messages are below. Hidden until the script runs, but for words.
 */

import { chart } from './chart.js';
import { filters } from './filters.js';
import type { ReportData } from './report-data.js';
import { toolbar } from './toolbar.js';

export interface Panes {
  /** HTML of the verdict and of the pane of findings. */
  readonly verdict: string;
  readonly findings: string;
  readonly figures: string;
}

export function workspace(data: ReportData, { verdict, findings, figures }: Panes): string {
  return `<div id="workspace" class="panes" aria-busy="true">
<section class="stage" aria-label="What happened">
${verdict}
<noscript><p class="callout warn">The diagrams of this report are drawn by its script, which this browser does not run.</p></noscript>
<p id="loading" role="status" class="quiet">Unpacking ${data.messages.length.toLocaleString('en')} messages…</p>
<div id="tools" class="tools" hidden>
<div id="views" class="tabs" role="tablist" aria-label="Pictures" hidden><button type="button" role="tab" id="view-pictures" aria-controls="picture">The violation</button><button type="button" role="tab" id="view-messages" aria-controls="spacetime">Messages over time</button></div>
<div id="picture" role="tabpanel" aria-labelledby="view-pictures" tabindex="0" hidden></div>
<div id="spacetime" class="tools">
${toolbar()}
${filters(data)}
<output id="count" role="status" class="quiet small"></output>
<div class="panel"><canvas id="minimap" role="img" aria-label="The whole run: messages over time. Drag to choose what is shown."></canvas></div>
<figure class="frame"><div class="panel"><canvas id="diagram" tabindex="0" role="application" aria-describedby="keys" aria-label="Space-time diagram of messages"></canvas></div></figure>
<p id="density" class="small quiet" hidden>Too many messages to draw one by one: the more a lane sent, the higher its bar, or the darker; red is what of that was dropped. Zoom in, or click a place, to see each.</p>
<div id="legend" class="legend" role="group" aria-label="types of messages"></div>
<p id="keys" class="quiet small noprint"><kbd>N</kbd> <kbd>P</kbd> next and previous message, <kbd>+</kbd> <kbd>-</kbd> or Ctrl and wheel zoom, drag or arrow keys move, <kbd>0</kbd> the whole run, <kbd>Esc</kbd> clears the selection</p>
</div>
</div>
</section>
<nav id="findings" class="side" aria-label="Findings">
${findings}
</nav>
<aside id="details" class="sheet" aria-label="Details" tabindex="-1">${HOW_TO_READ}</aside>
</div>
<div id="announce" class="unseen" role="status" aria-live="polite"></div>
${figures}
<div id="charts" hidden>
${charts(data)}
<section><h2>Messages in view</h2>
<div id="list" class="scroll" tabindex="0" role="region" aria-label="Messages in view"></div></section>
</div>`;
}

/** What the pane of details says while nothing is chosen. */
const HOW_TO_READ = `<div id="guide"><h2>How to read it</h2>
<p class="small">Time runs to the right, each node has a lane. Choose a finding, a message or an operation to see all of it here.</p>
<ul class="plain legend upright">
<li class="s0"><svg viewBox="0 0 28 12"><path d="M2 2 26 10m-6-1 6 1-4-5"/></svg>a message, from where and when it was sent</li>
<li><svg viewBox="0 0 28 12" class="bad"><path d="M2 2 15 7m-4-5 9 9m0-9-9 9"/></svg>it was dropped</li>
<li class="fault-corrupt"><svg viewBox="0 0 28 12"><path d="M2 1 15 8 16 3 26 10m-6-1 6 1-4-5"/></svg>it arrived damaged</li>
<li><svg viewBox="0 0 28 12"><path d="M2 2 18 8"/><circle cx="21" cy="9" r="2.5"/></svg>still under way at the end</li>
<li><svg viewBox="0 0 28 12"><path d="M2 6h24M9 6V1M17 6v5"/></svg>a client's request (above) and a reply (below)</li>
<li><svg viewBox="0 0 28 12" class="good"><path stroke-width="4" d="M10 6h16"/><path stroke-width="1" d="M2 6h8"/></svg>from here on the node has the value that is followed</li>
</ul></div>`;

function charts({ values }: ReportData): string {
  const split = `<label>Split by <select id="split"><option value="cause">cause</option><option value="type">type</option><option value="link">link</option></select></label>`;
  return [
    chart(
      'operations',
      'Operations',
      'Each bar is an operation of a process, from its invocation to its completion.',
    ),
    chart(
      'latency',
      'Latency of operations',
      'Each dot is an operation that completed, at the time of its invocation.',
    ),
    chart('rate', 'Rate of operations', 'Completions per second, by how they ended.'),
    values.length > 0
      ? chart(
          'values',
          'Stable latency of values',
          'How long each value was known and yet missing from some read, at the time when it became known. A click follows the value.',
        )
      : '',
    chart(
      'per-op',
      'Messages per operation',
      'Messages between nodes in each span of time, over the operations invoked in the whole run at its mean rate.',
      split,
    ),
  ].join('\n');
}
