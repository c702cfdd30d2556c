/** One run as a row of the list: what the script filters and groups by is in its `data-` attributes. */

import { escapeMarkup as escape } from '../../picture/markup.js';
import { startOf, zonedWhenOf } from '../../store/run-name.js';
import { toneOf, type Verdict } from '../../findings/verdict-word.js';
import { pathOf } from '../request-target.js';
import { countFaults, inWords, type StoredRun } from '../shown-run.js';
import { figure, shown } from '../shown.js';

/** `text` columns sort ascending at first, the others descending. */
export const COLUMNS: readonly { readonly name: string; readonly text?: true; readonly title?: string }[] = [
  { name: 'verdict', text: true },
  { name: 'run', text: true },
  { name: 'over time', text: true, title: 'operations per second that ended well' },
  { name: 'ops', title: 'operations that clients invoked' },
  { name: 'msgs/op', title: 'messages between servers per operation' },
  { name: 'p50', title: 'median stable latency, ms' },
  { name: 'p99', title: '99th percentile of stable latency, ms' },
  { name: 'max', title: 'longest stable latency, ms' },
  { name: 'lost', title: 'values lost' },
  { name: 'began', title: 'when it began' },
];

/** Those that are no figures of a run cannot be sorted by. */
export const UNSORTED: ReadonlySet<string> = new Set(['over time']);

export function row(run: StoredRun, batch: string | undefined): string {
  const { workload, time, startedAt, verdict, figures, repeat, seed, program } = run;
  const { byName } = figures;
  const name = `${workload}/${time}`;
  const data = {
    run: name,
    workload,
    verdict: stateOf(verdict),
    program: program.name ?? 'own program',
    ...(run.hasCrashed && { crashed: '' }),
    ...(batch !== undefined && { batch }),
    ...(seed !== undefined && { seed: String(seed) }),
    ...(verdict !== 'running' && { ended: '' }),
  };
  const attributes = Object.entries(data).map(([key, value]) => `data-${key}="${shown(value)}"`);
  return `<tr ${attributes.join(' ')}><td class="pick"><input type="checkbox" value="${escape(name)}" aria-label="compare ${shown(name)}" hidden></td>\
<td class="text verdict"><span class="badge ${toneOf(verdict)}">${inWords(run)}</span></td>${title(run)}\
<td class="spark"></td>${cell('ops', figures.operations?.count)}${cell('msgs/op', byName['msgs-per-op'])}\
${cell('p50', byName['stable-p50'])}${cell('p99', byName['stable-p99'])}${cell('max', byName['stable-max'])}\
${cell('lost', byName['lost-count'])}\
<td class="when" data-v="${startedAt}">${timeElement(time)}</td>\
<td class="repeat"${repeat === undefined ? '' : ` data-command="${shown(repeat, 2000)}"`}></td></tr>`;
}

/** A time that the script makes relative; a run of another name has none. */
export function timeElement(time: string): string {
  const at = startOf(time);
  const text = shown(zonedWhenOf(time), 60);
  return at === undefined
    ? `<span>${text}</span>`
    : `<time datetime="${new Date(at).toISOString()}" title="${text}">${text}</time>`;
}

/** What the list is filtered by. */
function stateOf(verdict: Verdict): string {
  switch (verdict) {
    case 'valid':
    case 'invalid':
    case 'unknown':
      return verdict;
    default:
      return 'unfinished';
  }
}

function title(run: StoredRun): string {
  const { workload, time, reason, program, nodes, runtime, seed, faults } = run;
  const count = countFaults(faults);
  const facts = [
    ...(nodes.length === 0 ? [] : [nodes.length === 1 ? '1 node' : `${nodes.length} nodes`]),
    ...(runtime === undefined ? [] : [runtime]),
    ...(seed === undefined ? [] : [`seed ${seed}`]),
    ...(count === '' ? [] : [count]),
  ];
  const why = reason === undefined ? '' : `<span class="reason">${shown(reason)}</span>`;
  return `<th scope="row" class="text run"><a href="${escape(pathOf('run', workload, time))}">${shown(workload, 40)}</a> \
<span class="program" title="${shown(program.command)}">${shown(program.name ?? 'own program', 40)}</span>${why}\
<span class="facts">${shown(facts.join(' · '), 200)}</span></th>`;
}

function cell(name: string, value: number | undefined): string {
  const text = figure(value);
  const exact = value === undefined || String(value) === text ? '' : ` data-v="${value}"`;
  return `<td data-name="${name}"${exact}${value === undefined ? ' class="none"' : ''}>${text}</td>`;
}
