/** The page that compares two runs: their options, results and plots, and the point at which they diverge. */

import type { Document } from '../../page/document.js';
import { escapeMarkup as escape } from '../../picture/markup.js';
import { head, serveStyle } from '../head.js';
import { pathOf } from '../request-target.js';
import { shown } from '../shown.js';
import { readStoredJson } from '../../store/stored-json.js';
import { whenOf, zonedWhenOf } from '../../store/run-name.js';
import { toneOf } from '../../findings/verdict-word.js';
import { inWords, type StoredRun } from '../shown-run.js';
import { figureRows, optionRows, type Row } from './differences.js';
import { firstDifferenceOf } from './first-difference.js';
import { drawPlot, type Plot, type Span } from './plot.js';
import { type Series, seriesOf } from './series.js';

export async function comparePage(a: StoredRun, b: StoredRun): Promise<Document> {
  const [seriesA, seriesB, difference] = await Promise.all([
    seriesOf(a.folder),
    seriesOf(b.folder),
    firstDifferenceOf(a, b),
  ]);
  const options = optionRows(testOf(a), testOf(b));
  const problems = [
    ...seriesA.problems.map((problem) => `A: ${problem}`),
    ...seriesB.problems.map((problem) => `B: ${problem}`),
  ];
  const swapped = `/compare?${new URLSearchParams({ a: nameOf(b), b: nameOf(a) }).toString()}`;
  return {
    title: `${a.workload} ${whenOf(a.time)} and ${b.workload} ${whenOf(b.time)}`,
    style: serveStyle(new URL('./style.css', import.meta.url)),
    body: `${head()}
<h1>Two runs</h1>
<div class="two">${title('a', a)}${title('b', b)}</div>
<p><a class="button" href="${escape(swapped)}">Swap A and B</a></p>
<h2>Figures</h2>
${table(figureRows(a, b), 'Figures', 'B against A')}
<h2>Options that differ</h2>
${options.length === 0 ? '<p class="quiet">None: both were run with the same options.</p>' : table(options, 'Options')}
<h2>Over time</h2>
<p class="legend"><span>${key('a')}A</span><span>${key('b')}B</span><span class="quiet">strips above a picture: when A and B had faults</span></p>
${problems.map((problem) => `<p class="warn">${shown(problem)}</p>`).join('')}
<div class="plots">${plots(a, b, seriesA, seriesB).map(drawPlot).join('\n')}</div>
<h2>First difference of the traces</h2>
${difference}`,
  };
}

function testOf({ folder }: StoredRun): Readonly<Record<string, unknown>> {
  const test = readStoredJson(folder, 'test.json');
  return test.kind === 'object' ? test.value : {};
}

function nameOf({ workload, time }: StoredRun): string {
  return `${workload}/${time}`;
}

function title(run: 'a' | 'b', stored: StoredRun): string {
  const { workload, time, verdict, reason, program, seed } = stored;
  const facts = [program.name ?? 'own program', ...(seed === undefined ? [] : [`seed ${seed}`])].join(' · ');
  const why = reason === undefined ? '' : `<p>${shown(reason)}</p>`;
  return `<div class="card"><p>${key(run)} <b>${run.toUpperCase()}</b> <a href="${escape(pathOf('run', workload, time))}">${shown(workload)}, ${shown(zonedWhenOf(time))}</a> <span class="badge ${toneOf(verdict)}">${inWords(stored)}</span></p><p class="quiet small">${shown(facts)}</p>${why}</div>`;
}

function key(run: 'a' | 'b'): string {
  return `<svg class="key" viewBox="0 0 28 8" aria-hidden="true"><path class="curve ${run}" d="M0 4h28"/></svg>`;
}

/** `difference`: the head of the column of differences, if there is one. */
function table(rows: readonly Row[], name: string, difference?: string): string {
  const body = rows.map((row) => {
    const more = difference === undefined ? '' : `<td>${differenceText(row)}</td>`;
    return `<tr${row.a === row.b ? '' : ' class="differs"'}><th scope="row" class="text">${row.name}</th><td>${row.a}</td><td>${row.b}</td>${more}</tr>`;
  });
  return `<div class="scroll" tabindex="0" role="region" aria-label="${name}"><table class="results"><thead><tr><th scope="col" class="text">${name}</th><th scope="col">A</th><th scope="col">B</th>${difference === undefined ? '' : `<th scope="col">${difference}</th>`}</tr></thead><tbody>
${body.join('\n')}
</tbody></table></div>`;
}

/** In words as well as in colour. */
function differenceText({ difference, better }: Row): string {
  if (better === undefined) return difference;
  const [tone, word] = better === 'b' ? ['good', 'better'] : ['bad', 'worse'];
  return `${difference} <b class="${tone}">${word}</b>`;
}

function plots(a: StoredRun, b: StoredRun, of: Series, and: Series): readonly Plot[] {
  const all = [...Object.values(of), ...Object.values(and)].flat();
  const end = Math.max(0, ...all.flatMap((each) => (typeof each === 'string' ? [] : [each.at])));
  const faults = [...spans('a', a, end), ...spans('b', b, end)];
  const both = (name: string, field: Exclude<keyof Series, 'problems'>, faint?: true): Plot['curves'] => [
    { name, run: 'a', points: of[field], ...(faint && { faint }) },
    { name, run: 'b', points: and[field], ...(faint && { faint }) },
  ];
  return [
    {
      title: 'Latency of operations: median, and longest (thin)',
      unit: 'ms',
      curves: [...both('longest', 'longestLatency', true), ...both('median', 'medianLatency')],
      faults,
      end,
    },
    { title: 'Operations that ended well', unit: 'per second', curves: both('rate', 'rate'), faults, end },
    { title: 'Messages between nodes', unit: 'per second', curves: both('rate', 'messages'), faults, end },
  ];
}

function spans(run: 'a' | 'b', { faults }: StoredRun, end: number): readonly Span[] {
  return faults.map(({ fault, text, from, to }) => ({
    run,
    from: Math.min(Math.max(0, from), end),
    to: Math.min(Math.max(0, to ?? end), end),
    text: `${fault} ${text}`.slice(0, 300),
  }));
}
