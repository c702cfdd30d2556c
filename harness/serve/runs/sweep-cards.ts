/** The sweeps of the store as cards: what each came to, newest first. */

import { escapeMarkup as escape } from '../../picture/markup.js';
import { pathOf } from '../request-target.js';
import { shown } from '../shown.js';
import type { StoredSweep, SweepSummary } from '../stored-sweep.js';
import { timeElement } from './row.js';

/** As many as fit beside each other; older ones are folded away. */
const SHOWN = 3;

export function sweepSection(sweeps: readonly StoredSweep[]): string {
  if (sweeps.length === 0) return '';
  const [first, rest] = [sweeps.slice(0, SHOWN), sweeps.slice(SHOWN)];
  const more =
    rest.length === 0
      ? ''
      : `<details><summary>${rest.length} earlier ${rest.length === 1 ? 'sweep' : 'sweeps'}</summary>${list(rest)}</details>`;
  return `<h2>Sweeps</h2>${list(first)}${more}`;
}

function list(sweeps: readonly StoredSweep[]): string {
  return `<ul class="plain sweeps">${sweeps.map((each) => `<li class="card">${card(each)}</li>`).join('')}</ul>`;
}

function card({ time, hasPage, summary }: StoredSweep): string {
  const name = summary === undefined ? 'Sweep' : `Sweep of ${shown(summary.workload, 40)}`;
  const title = hasPage ? `<a href="${escape(pathOf('sweep', time))}">${name}</a>` : name;
  const head = `<p class="head"><b>${title}</b> ${badge(summary)}<span class="when quiet">${timeElement(time)}</span></p>`;
  if (summary === undefined) return `${head}<p class="quiet">Its files cannot be read.</p>`;
  const { axes, points, runs, failures, sentence } = summary;
  const facts = [
    axes.join(' × ') || 'no axis',
    `${points} ${points === 1 ? 'point' : 'points'}`,
    runs.done === runs.planned ? `${runs.done} runs` : `${runs.done} of ${runs.planned} runs`,
    ...(failures === undefined || failures === 0 ? [] : [`${failures} failed`]),
  ];
  return `${head}<p class="facts">${shown(facts.join(' · '))}</p>
${sentence === undefined ? '' : `<p class="sentence">${shown(sentence)}</p>`}`;
}

function badge(summary: SweepSummary | undefined): string {
  if (summary === undefined) return '<span class="badge bad">damaged</span> ';
  if (summary.sentence === undefined) return '<span class="badge warn">not finished</span> ';
  if (summary.isMet === undefined) return '';
  return summary.isMet
    ? '<span class="badge good">target met</span> '
    : '<span class="badge bad">target missed</span> ';
}
