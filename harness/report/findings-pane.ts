/** The pane of what was found in a run, readable without scripts: groups of findings, thresholds, faults. */

import type { Finding } from '../findings/finding.js';
import type { RunSummary } from '../findings/run-summary.js';
import { rounded } from '../text/rounded.js';
import { groupFindings, type FindingGroup } from './finding-groups.js';
import { text } from './text.js';

/** Beyond these only results.json has them. */
const FINDINGS_KEPT = 200;
const FAULTS_SHOWN = 200;
const CHIPS_SHOWN = 14;
/** A group of a few findings shows their words at once. */
const FEW = 2;

const SHOW = `<svg viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="3"/><path d="M8 1v3M8 12v3M1 8h3M12 8h3"/></svg>`;

export function findingsPane(summary: RunSummary, findings: readonly Finding[]): string {
  const kept = findings.slice(0, FINDINGS_KEPT);
  const groups = groupFindings(kept);
  const isLate = ({ members }: FindingGroup): boolean => kept[members[0] ?? 0]?.kind === 'late';
  const wrong = groups.filter((group) => !isLate(group));
  const late = groups.filter(isLate);
  const more = findings.length - kept.length;
  return [
    section('wrong', 'What went wrong', groupList(wrong, kept)),
    more > 0 ? `<p class="quiet small">And ${more} more, in results.json.</p>` : '',
    thresholds(summary),
    wrong.length === 0 ? checks(summary) : '',
    section('late', 'What took longest', groupList(late, kept)),
    faults(summary),
  ].join('\n');
}

function section(id: string, title: string, body: string): string {
  return body === '' ? '' : `<section id="${id}"><h2>${title}</h2>\n${body}</section>`;
}

function groupList(groups: readonly FindingGroup[], findings: readonly Finding[]): string {
  if (groups.length === 0) return '';
  return `<ol class="groups">${groups.map((group) => `<li>${groupItem(group, findings)}</li>`).join('\n')}</ol>`;
}

/** The script gives the buttons something to do. */
function groupItem({ title, members, chips }: FindingGroup, findings: readonly Finding[]): string {
  const shown = chips.slice(0, CHIPS_SHOWN).map(chip);
  const rest = chips.slice(CHIPS_SHOWN).map(chip);
  const [first = 0] = members;
  const isAlone = members.length === 1 && findings[first]?.group === undefined;
  const words = members.map((i) => `<li>${finding(findings[i]?.text ?? '', isAlone)}</li>`);
  const open = members.length <= FEW && !isAlone ? ' open' : '';
  const body = isAlone
    ? detail(findings[first]?.text ?? '')
    : `<details${open}><summary>in words</summary><ul class="plain">${words.join('\n')}</ul></details>`;
  const count = members.length === 1 ? '' : ` <span class="badge">${chips.length || members.length}</span>`;
  return `<div class="group-head"><span>${text(title)}${count}</span><button type="button" class="icon bare" data-finding="${first}" aria-label="show: ${text(title.slice(0, 80))}" title="show it in the diagram">${SHOW}</button></div>
${shown.length === 0 ? '' : `<div class="chips">${shown.join('')}</div>`}${rest.length === 0 ? '' : `<details><summary>${rest.length} more</summary><div class="chips">${rest.join('')}</div></details>`}
${body}`;
}

function chip({ text: words, finding: i }: FindingGroup['chips'][number]): string {
  return `<button type="button" class="chip" data-finding="${i}">${text(words)}</button>`;
}

function finding(words: string, isAlone: boolean): string {
  const [head = ''] = words.split('\n');
  return `${isAlone ? '' : `<span>${text(head)}</span>`}${detail(words)}`;
}

/** What follows the first line. */
function detail(words: string): string {
  const [, ...more] = words.split('\n');
  return more.length === 0
    ? ''
    : `<details><summary>in detail</summary><pre tabindex="0">${text(more.join('\n'))}</pre></details>`;
}

function thresholds({ thresholds: judged }: RunSummary): string {
  if (judged.length === 0) return '';
  const items = judged.map(
    ({ expect, valid, actual, problem }) =>
      `<li class="${valid ? 'good' : 'bad'}">${valid ? '✓' : '✗'} ${text(expect)}: ${valid ? 'met' : `not met, ${text(problem ?? '')}`}${actual === undefined ? '' : ` (${rounded(actual)})`}</li>`,
  );
  return section('thresholds', 'Thresholds', `<ul class="plain">${items.join('')}</ul>`);
}

/** What was checked, of a run in which nothing is wrong. */
function checks({ parts }: RunSummary): string {
  const items = parts.map(
    ({ name, valid }) =>
      `<li class="${valid === true ? 'good' : 'warn'}">${valid === true ? '✓' : '?'} ${CHECKS[name]}</li>`,
  );
  return section(
    'checks',
    'What was checked',
    items.length === 0 ? '' : `<ul class="plain">${items.join('')}</ul>`,
  );
}

const CHECKS = {
  workload: 'what clients saw',
  stats: 'each kind of operation succeeded',
  availability: 'availability',
  exceptions: 'no unexpected replies',
  net: 'messages are counted',
  coverage: 'all of the history was judged',
} as const;

function faults({ faults: all }: RunSummary): string {
  if (all.length === 0) return '';
  const items = all
    .slice(0, FAULTS_SHOWN)
    .map(
      ({ fault, text: what, from, to }, i) =>
        `<li class="fault-${text(fault)}"><button type="button" class="bare row" data-fault="${i}"><i class="swatch"></i><span><b>${text(fault)}</b> ${text(what.slice(0, 160))}${what.length > 160 ? '…' : ''} <span class="quiet number">${from.toFixed(1)}${to === undefined ? ' s on' : `-${to.toFixed(1)} s`}</span></span></button></li>`,
    );
  const more =
    all.length > FAULTS_SHOWN ? `<p class="quiet small">And ${all.length - FAULTS_SHOWN} more.</p>` : '';
  return `<section id="faults"><h2>Faults <span class="badge">${all.length}</span></h2><ul class="plain">${items.join('')}</ul>${more}</section>`;
}
