/**
 * The list of all runs as a table, complete without scripts. The script adds filters, groups, sorting, small pictures,
 * relative times and the choice of two runs to compare, and keeps the list up to date.
 */

import type { Document } from '../../page/document.js';
import { batchesOf } from '../batches.js';
import { head, serveStyle } from '../head.js';
import type { Store } from '../listing.js';
import { shown } from '../shown.js';
import type { StoredRun } from '../shown-run.js';
import { COLUMNS, row, UNSORTED } from './row.js';
import { sweepSection } from './sweep-cards.js';

export function runsPage({ runs, sweeps }: Store, store: string): Document {
  return {
    title: 'Eddy: runs',
    script: new URL('./browser.js', import.meta.url),
    connects: true,
    style: serveStyle(new URL('./style.css', import.meta.url)),
    skip: { to: 'runs-table', words: 'Skip to the runs' },
    body: `${head('runs')}
<h1 class="unseen">Runs</h1>
<p id="news" class="unseen" role="status"></p>
<div id="banner">${banner(runs)}</div>
<section id="sweeps" aria-label="Sweeps">${sweepSection(sweeps)}</section>
<section aria-labelledby="runs-head"><h2 id="runs-head">Runs <span class="quiet small">in <code>${shown(store)}</code></span></h2>
${controls()}
<div id="runs-table" tabindex="-1">${runs.length === 0 ? empty() : table(runs)}</div></section>`,
  };
}

function banner(runs: readonly StoredRun[]): string {
  const running = runs.find(({ verdict }) => verdict === 'running');
  return running === undefined
    ? ''
    : `<p class="callout warn">A test of ${shown(running.workload)} is under way: <a href="/live">watch it</a></p>`;
}

function empty(): string {
  return `<div class="empty"><p>There are no runs here yet.</p>
<p><code>eddy test -w echo --bin ./my-node.py</code> makes one, and this page shows it when it begins. <a href="/live">The live view</a> shows its messages as they are sent.</p></div>`;
}

function controls(): string {
  return `<form id="controls" hidden>
<div class="controls">
<div class="chips" id="verdicts" role="group" aria-label="Verdict"></div>
<label class="search"><span class="unseen">Search</span><input id="text" type="search" placeholder="Search: any words of a row" autocomplete="off"></label>
<label>Group by <select id="group"><option value="">nothing</option><option value="workload">workload</option><option value="batch">the same test</option><option value="program">program</option></select></label>
<a class="button" id="compare" tabindex="0">Tick two runs to compare</a>
</div>
<div class="chips" id="workloads" role="group" aria-label="Workload"></div>
<p class="quiet small"><span id="count" role="status"></span> <button type="button" id="more" class="bare" hidden>Show all</button></p>
</form>`;
}

function table(runs: readonly StoredRun[]): string {
  const columns = COLUMNS.map(({ name, text, title }) => {
    const tag = UNSORTED.has(name) ? 'td' : 'th scope="col"';
    const attributes = `${text === true ? ' class="text"' : ''}${title === undefined ? '' : ` title="${title}"`}`;
    return `<${tag}${attributes}>${name}</${tag.slice(0, 2)}>`;
  });
  const batches = new Map(
    batchesOf(runs).flatMap((batch) => batch.runs.map((run) => [run, batch.key] as const)),
  );
  return `<div class="scroll" tabindex="0" role="region" aria-label="Runs">
<table class="results" id="runs"><thead><tr><td class="pick"><span class="unseen">compare</span></td>${columns.join('')}<td>command</td></tr></thead>
<tbody>
${runs.map((run) => row(run, batches.get(run))).join('\n')}
</tbody></table>
</div>`;
}
