/**
 * The list of all runs as a table, complete without scripts. The script adds sorting, filtering and the choice of two
 * runs to compare; it sorts by `data-v` if the cell's text does not sort.
 */

import type { Document } from '../../page/document.js';
import { escapeMarkup as escape } from '../../picture/markup.js';
import { pathOf } from '../request-target.js';
import { RUNS_STYLE } from './style.js';
import { figure, shown } from '../shown.js';
import type { Store } from '../listing.js';
import type { StoredSweep } from '../stored-sweep.js';
import { countFaults } from '../shown-run.js';
import { toneOf } from '../../findings/verdict-word.js';
import { whenOf } from '../../store/run-name.js';
import { inWords, type StoredRun } from '../shown-run.js';

/** `text` columns sort ascending at first, the others descending. */
const COLUMNS: readonly { readonly name: string; readonly text?: true; readonly title?: string }[] = [
  { name: 'workload', text: true },
  { name: 'when', title: 'when it began' },
  { name: 'verdict', text: true },
  { name: 'nodes' },
  { name: 'runtime', text: true },
  { name: 'seed' },
  { name: 'ops', title: 'operations that clients invoked' },
  { name: 'msgs/op', title: 'messages between servers per operation' },
  { name: 'p50', title: 'median stable latency, ms' },
  { name: 'p99', title: '99th percentile of stable latency, ms' },
  { name: 'max', title: 'longest stable latency, ms' },
  { name: 'lost', title: 'values lost' },
  { name: 'faults', text: true },
];

export function runsPage({ runs, sweeps }: Store, store: string): Document {
  const running = runs.find(({ verdict }) => verdict === 'running');
  const body =
    runs.length === 0
      ? `<p>There are no runs in <code>${shown(store)}</code> yet. <code>eddy test</code> stores one there, and <a href="/live">the live view</a> shows it as it goes.</p>`
      : `${controls(runs)}${table(runs)}`;
  return {
    title: 'Eddy: runs',
    script: new URL('./browser.js', import.meta.url),
    connects: true,
    style: RUNS_STYLE,
    body: `<header><h1>Runs</h1><p class="quiet">${runs.length} in <code>${shown(store)}</code>, newest first. <a href="/live">Live view</a></p></header>
<p id="news" class="banner" role="status" hidden>The runs have changed: <a href="/">show them as they are now</a></p>
${running === undefined ? '' : `<p class="banner" role="status">A test of ${shown(running.workload)} is under way: <a href="/live">watch it</a></p>`}
${body}${sweepSection(sweeps)}`,
  };
}

function controls(runs: readonly StoredRun[]): string {
  const choice = (id: string, label: string, values: readonly string[]): string =>
    `<label>${label} <select id="${id}"><option value="">all</option>${[...new Set(values)]
      .toSorted()
      .map((value) => `<option>${escape(value)}</option>`)
      .join('')}</select></label>`;
  return `<form id="controls" hidden>
<label>Filter <input id="text" type="search" placeholder="any text" autocomplete="off"></label>
${choice(
  'workload',
  'Workload',
  runs.map(({ workload }) => workload),
)}
${choice('verdict', 'Verdict', runs.map(inWords))}
<span id="count" class="quiet" role="status"></span> <button type="button" id="more" hidden>Show all</button>
<span id="chosen"><a id="compare">Compare</a></span>
</form>
`;
}

function table(runs: readonly StoredRun[]): string {
  const head = COLUMNS.map(
    ({ name, text, title }) =>
      `<th scope="col"${text === true ? ' class="text"' : ''}${title === undefined ? '' : ` title="${title}"`}>${name}</th>`,
  );
  return `<div class="scroll" tabindex="0" role="region" aria-label="Runs">
<table class="results" id="runs"><thead><tr><th scope="col" class="pick"><span hidden>compare</span></th>${head.join('')}</tr></thead>
<tbody>
${runs.map(row).join('\n')}
</tbody></table>
</div>`;
}

function row(run: StoredRun): string {
  const { workload, time, startedAt, verdict, problem, nodes, runtime, seed, figures, faults } = run;
  const { byName } = figures;
  const name = `${workload}/${time}`;
  const count = countFaults(faults);
  const why = problem === undefined ? '' : ` title="${shown(problem)}"`;
  const kinds =
    count === ''
      ? ''
      : ` title="${shown(faults.map(({ fault, text }) => `${fault} ${text}`).join('\n'), 600)}"`;
  return `<tr><td class="pick"><input type="checkbox" value="${escape(name)}" aria-label="compare ${shown(name)}" hidden></td>\
<td class="text">${shown(workload, 40)}</td>\
<td data-v="${startedAt}"><a href="${escape(pathOf('run', workload, time))}">${shown(whenOf(time), 60)}</a></td>\
<td class="text ${toneOf(verdict)}"${why}>${inWords(run)}</td>\
<td>${nodes.length === 0 ? '-' : nodes.length}</td><td class="text">${shown(runtime ?? '-', 20)}</td><td>${seed ?? '-'}</td>\
<td>${figures.operations?.count ?? '-'}</td>${cell(byName['msgs-per-op'])}${cell(byName['stable-p50'])}${cell(byName['stable-p99'])}\
${cell(byName['stable-max'])}<td${(byName['lost-count'] ?? 0) > 0 ? ' class="bad"' : ''}>${byName['lost-count'] ?? '-'}</td>\
<td class="text"${kinds}>${shown(count, 80)}</td></tr>`;
}

function cell(value: number | undefined): string {
  const text = figure(value);
  return value === undefined || String(value) === text
    ? `<td>${text}</td>`
    : `<td data-v="${value}">${text}</td>`;
}

function sweepSection(sweeps: readonly StoredSweep[]): string {
  if (sweeps.length === 0) return '';
  const items = sweeps.map(({ time, hasPage }) =>
    hasPage
      ? `<li><a href="${escape(pathOf('sweep', time))}">${shown(whenOf(time), 60)}</a></li>`
      : `<li>${shown(whenOf(time), 60)} <span class="quiet">without a page: not at its end yet, or broken off</span></li>`,
  );
  return `<h2>Sweeps</h2>
<ul>${items.join('')}</ul>`;
}
