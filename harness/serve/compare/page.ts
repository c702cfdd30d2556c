/** The page that compares two runs: their options, results and plots, and the point at which they diverge. */

import type { Document } from '../../page/document.js';
import { escapeMarkup as escape } from '../../picture/markup.js';
import { pathOf } from '../request-target.js';
import { shown } from '../shown.js';
import { readStoredJson } from '../../store/stored-json.js';
import { whenOf } from '../../store/run-name.js';
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
    style: STYLE,
    body: `<p><a href="/">All runs</a> · <a href="${escape(swapped)}">Swap A and B</a></p>
<h1>Two runs</h1>
<dl>${title('a', a)}${title('b', b)}</dl>
<h2>Figures</h2>
${table(figureRows(a, b), 'B − A')}
<h2>Options that differ</h2>
${options.length === 0 ? '<p class="quiet">None: both were run with the same options.</p>' : table(options, undefined)}
<h2>Over time</h2>
<p class="quiet legend">${key('a')} A ${key('b')} B. Strips below a title: when A and B had faults.</p>
${problems.map((problem) => `<p class="warn">${shown(problem)}</p>`).join('')}
<div class="plots" tabindex="0" role="region" aria-label="Plots">${plots(a, b, seriesA, seriesB).map(drawPlot).join('\n')}</div>
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
  const { workload, time, verdict } = stored;
  return `<dt>${key(run)} Run ${run.toUpperCase()}</dt><dd><a href="${escape(pathOf('run', workload, time))}">${shown(workload)}, ${shown(whenOf(time))}</a>: <span class="${toneOf(verdict)}">${inWords(stored)}</span></dd>`;
}

function key(run: 'a' | 'b'): string {
  return `<svg class="key" viewBox="0 0 28 8" aria-hidden="true"><path class="curve ${run}" d="M0 4h28"/></svg>`;
}

function table(rows: readonly Row[], difference: string | undefined): string {
  const more = (text: string): string => (difference === undefined ? '' : `<td>${text}</td>`);
  return `<div class="scroll" tabindex="0" role="region"><table class="results"><thead><tr><th scope="col"></th><th scope="col">A</th><th scope="col">B</th>${difference === undefined ? '' : `<th scope="col">${difference}</th>`}</tr></thead><tbody>
${rows.map((row) => `<tr${row.a === row.b ? '' : ' class="differs"'}><th scope="row">${row.name}</th><td>${row.a}</td><td>${row.b}</td>${more(row.difference)}</tr>`).join('\n')}
</tbody></table></div>`;
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

const STYLE = `
.results th,.results td{text-align:left;white-space:normal;overflow-wrap:anywhere}
.results td{min-width:5rem}
.results .differs td{font-weight:600}
.key{width:28px;height:8px;vertical-align:middle}
.results tbody th{font-weight:400;color:var(--quiet);white-space:nowrap}
.plots{overflow-x:auto}
.plots svg{display:block;width:100%;height:auto;min-width:40rem;margin:.3rem 0 1rem}
.curve{fill:none;stroke-width:2;stroke-linejoin:round}
.curve.a{stroke:var(--s0)}
.curve.b{stroke:var(--s1);stroke-dasharray:6 3}
.curve.faint{stroke-width:1;opacity:.6}
.during.a{fill:var(--s0)}
.during.b{fill:var(--s1)}
svg text{fill:var(--text);font:12px system-ui,sans-serif}
svg .title{font-weight:600}
svg .tick{fill:var(--quiet)}
.grid{stroke:var(--line)}
`;
