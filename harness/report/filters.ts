/** The form of filters of a report. */

import { text } from './text.js';
import type { ReportData } from './report-data.js';

/** With more endpoints, clients are no choice: nobody would find one. */
const MANY = 400;

export function filters({ endpoints, outcomes }: ReportData): string {
  const lanes = endpoints
    .map(({ name, kind }, i) => ({ name, kind, i }))
    .filter(({ kind }) => kind !== 'client' || endpoints.length <= MANY);
  const nodes = lanes.map(({ name, i }) => `<option value="${i}">${text(name)}</option>`).join('');
  const ends = outcomes
    .map((name, i) =>
      i === 1 ? '' : `<option value="${i}">${i <= 2 ? name : `dropped: ${text(name)}`}</option>`,
    )
    .join('');
  return `<form id="filters" class="controls" hidden>
<label>Node <select id="f-node"><option value="">any</option>${nodes}</select></label>
<label>Outcome <select id="f-outcome"><option value="">any</option><option value="1">delivered</option><option value="not">not delivered</option>${ends}</select></label>
<label>Clients <select id="f-clients"><option value="ticks">ticks</option><option value="one">one lane</option><option value="each">a lane each</option><option value="none">hidden</option></select></label>
<label>From <input id="f-from" size="7" inputmode="decimal" aria-label="from, seconds"></label><label>to <input id="f-to" size="7" inputmode="decimal" aria-label="to, seconds"> s</label>
<label>Search <input id="f-text" type="search" size="14" placeholder="text in bodies"></label>
<label>Follow value <input id="f-value" type="search" size="9" placeholder="JSON: 42"></label>
<button type="submit" class="primary">Apply</button><button type="reset">Reset</button>
</form>`;
}
