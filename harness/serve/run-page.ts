/** The page of one run: its report as it is on disk, or a plain page of its results and files if it has none. */

import type { Document } from '../page/document.js';
import { escapeMarkup as escape } from '../picture/markup.js';
import { head, serveStyle } from './head.js';
import { filesOf } from './run-files.js';
import { figure, shown } from './shown.js';
import { readStart, openStored, type OpenFile } from '../store/stored-file.js';
import { whenOf } from '../store/run-name.js';
import { toneOf } from '../findings/verdict-word.js';
import type { OperationFigures } from '../findings/run-figures.js';
import { inWords, type StoredRun } from './shown-run.js';

const MAX_RESULTS = 256 * 1024;

export async function reportOf(run: StoredRun): Promise<OpenFile | Document> {
  return (await openStored(run.folder, 'report.html')) ?? plainPage(run);
}

async function plainPage(run: StoredRun): Promise<Document> {
  const { workload, time, verdict, problem, figures, faults, nodes, runtime, seed } = run;
  const results = readStart(MAX_RESULTS, run.folder, 'results.json');
  const files = await filesOf(run);
  const title = `${workload}, ${whenOf(time)}`;
  const facts: readonly (readonly [string, string])[] = [
    ...(problem === undefined ? [] : [['Problem', shown(problem)] as const]),
    ['Nodes', nodes.length === 0 ? '-' : shown(`${nodes.length}: ${nodes.join(' ')}`)],
    ['Runtime', shown(runtime ?? '-')],
    ['Seed', String(seed ?? '-')],
    ['Operations', figures.operations === undefined ? '-' : operationText(figures.operations)],
    ...Object.entries(figures.byName).map(([name, value]) => [escape(name), figure(value)] as const),
  ];
  const spans = faults.map(
    ({ fault, text, from, to }) =>
      `<li>${from.toFixed(1)} to ${to === undefined ? 'the end' : `${to.toFixed(1)} s`}: ${shown(fault)} ${shown(text)}</li>`,
  );
  const links = files.map(
    (names) =>
      `<li><a href="${names.map((name) => escape(encodeURIComponent(name))).join('/')}">${shown(names.join('/'))}</a></li>`,
  );
  return {
    title,
    style: `${serveStyle()}\nul{overflow-wrap:anywhere}`,
    body: `${head()}
<h1>${shown(title)} <span class="badge ${toneOf(verdict)}">${inWords(run)}</span></h1>
${verdict === 'running' ? '<p class="callout warn">This run is under way: <a href="/live">watch it</a>.</p>' : ''}
<dl>${facts.map(([name, text]) => `<dt>${name}</dt><dd>${text}</dd>`).join('')}</dl>
${spans.length === 0 ? '' : `<h2>Faults</h2><ul>${spans.join('')}</ul>`}
<h2>Files</h2>
${links.length === 0 ? '<p class="quiet">None.</p>' : `<ul>${links.join('')}</ul>`}
${results === undefined ? '' : `<h2>Results</h2><pre tabindex="0"><code>${escape(results.text)}${results.whole ? '' : '\n… the rest is in results.json'}</code></pre>`}`,
  };
}

function operationText({ count, ok, fail, info }: OperationFigures): string {
  return `${count}: ${ok} ok, ${fail} fail, ${info} info`;
}
