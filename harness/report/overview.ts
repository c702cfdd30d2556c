/** The head of a report, readable without scripts: verdict, what went wrong, figures, thresholds, faults, what was run. */

import type { Results } from '../verdict/analysis.js';
import { escapeMarkup } from '../picture/markup.js';
import { printable } from '../text/printable.js';
import { figuresOf } from '../options/thresholds.js';
import type { Finding } from './report-data.js';

/** What is known of a run; of one that was broken off, little. */
export interface Run {
  readonly workload: string;
  readonly test: Readonly<Record<string, unknown>>;
  readonly results: Partial<Results>;
  readonly nodes: readonly string[];
  /** When it was begun, as its folder says. */
  readonly name: string;
}

/** The others are folded away; beyond `FINDINGS_KEPT` they are left to results.json. */
const FINDINGS_SHOWN = 8;
const DETAILS_OPEN = 2;
const FINDINGS_KEPT = 200;
const FAULTS_SHOWN = 200;

export function titleOf({ workload, nodes, results }: Run): string {
  return `${workload}, ${nodes.length} ${nodes.length === 1 ? 'node' : 'nodes'}: ${verdictOf(results)}`;
}

export function verdictOf({ valid }: Partial<Results>): string {
  if (valid === undefined) return 'NOT FINISHED';
  return valid === 'unknown' ? 'UNKNOWN' : valid ? 'VALID' : 'INVALID';
}

export function overview(run: Run, findings: readonly Finding[]): string {
  const { workload, results, test, name } = run;
  const verdict = verdictOf(results);
  const tone = { VALID: 'good', INVALID: 'bad' }[verdict] ?? 'warn';
  const wrong = findings.filter(({ kind }) => kind !== 'late');
  const late = findings.filter(({ kind }) => kind === 'late');
  return `<h1>${text(workload)} <span class="verdict ${tone}">${verdict}</span></h1>
<p class="quiet">${text(facts(run, test))}, ${text(name)}</p>
<p class="answer ${tone}">${text(sentence(results))}</p>
${section('wrong', 'What went wrong', list(wrong, 0))}
${tiles(results)}
${thresholds(results)}
${faults(results)}
${section('late', 'What took longest', list(late, wrong.length))}`;
}

function facts({ nodes, results }: Run, test: Readonly<Record<string, unknown>>): string {
  const runtime = String(results.runtime ?? test['runtime'] ?? '');
  const seed = results.seed ?? test['seed'];
  return [
    `${nodes.length} ${nodes.length === 1 ? 'node' : 'nodes'}`,
    ...(runtime === '' ? [] : [runtime === 'sim' ? 'simulated' : runtime === 'virtual' ? 'in virtual time' : `each in a ${runtime}`]),
    ...(seed === undefined ? [] : [`seed ${String(seed)}`]),
    ...(test['bin'] === undefined ? [] : [String(test['bin'])]),
  ].join(', ');
}

/** The verdict as somebody would say it. */
function sentence(results: Partial<Results>): string {
  const { valid, thresholds: judged = [], interrupted, reasons } = results;
  const missed = judged.filter((each) => !each.valid).length;
  const demands =
    judged.length === 0
      ? ''
      : missed === 0
        ? ` All ${judged.length} thresholds are met.`
        : ` ${missed} of ${judged.length} thresholds ${missed === 1 ? 'is' : 'are'} not met.`;
  const cut = interrupted === true ? ' The run was stopped before its time.' : '';
  const checked = [results.workload, results.stats, results.availability, results.exceptions];
  const sound = checked.every((part) => part?.valid === true);
  if (valid === undefined)
    return 'This run has no results.json: it is under way, was broken off, or was not made by Eddy. eddy check judges what it left.';
  if (valid === 'unknown' && sound && reasons !== undefined)
    return `What the clients saw is what they were promised, but the run was not what was asked for.${demands}${cut}`;
  if (valid === 'unknown')
    return `Nobody can tell whether what the clients saw was right${results['error'] === undefined ? '' : ': the run failed'}.${demands}${cut}`;
  if (valid) return `What the clients saw is what they were promised.${demands}${cut}`;
  if (sound)
    return `What the clients saw is what they were promised, but the run does not meet what was demanded of it.${demands}${cut}`;
  return `What the clients saw is not what they were promised.${demands}${cut}`;
}

function section(id: string, title: string, body: string): string {
  return body === '' ? '' : `<section id="${id}"><h2>${title}</h2>\n${body}</section>`;
}

/** The script gives each its buttons; `first` is the number of the first. */
function list(findings: readonly Finding[], first: number): string {
  if (findings.length === 0) return '';
  const items = findings.slice(0, FINDINGS_KEPT).map(({ text: words }, i) => {
    const [head = '', ...more] = words.split('\n');
    const rest =
      more.length === 0
        ? ''
        : `<details${i < DETAILS_OPEN ? ' open' : ''}><summary>in detail</summary><pre tabindex="0">${text(more.join('\n'))}</pre></details>`;
    return `<li data-finding="${first + i}"><span>${text(head)}</span> ${rest}</li>`;
  });
  const folded = items.slice(FINDINGS_SHOWN);
  const more = findings.length - FINDINGS_KEPT;
  return [
    `<ol class="findings">`,
    ...items.slice(0, FINDINGS_SHOWN),
    '</ol>',
    ...(folded.length === 0
      ? []
      : [
          `<details><summary>${folded.length} more</summary><ol class="findings" start="${FINDINGS_SHOWN + 1}">`,
          ...folded,
          '</ol></details>',
        ]),
    ...(more > 0 ? [`<p class="quiet">And ${more} more, in results.json.</p>`] : []),
  ].join('\n');
}

function tiles(results: Partial<Results>): string {
  const { stats, net } = results;
  if (stats === undefined) return '';
  const figures = figuresOf(results);
  const servers = (net?.['servers'] ?? {}) as Readonly<Record<string, number>>;
  const shown: [string, string, string][] = [
    [
      'operations',
      String(stats['count']),
      `${String(stats['ok-count'])} ok, ${String(stats['fail-count'])} fail, ${String(stats['info-count'])} unknown`,
    ],
  ];
  const add = (name: string, value: number | undefined, unit: string, note: string): void => {
    if (value !== undefined) shown.push([name, `${Number(value.toPrecision(4))}${unit}`, note]);
  };
  add(
    'availability',
    figures.availability === undefined ? undefined : figures.availability * 100,
    ' %',
    'operations that succeeded',
  );
  add('msgs-per-op', figures['msgs-per-op'], '', `${servers['msg-count'] ?? 0} messages between nodes`);
  add('stable p50', figures['stable-p50'], ' ms', 'until every read shows a value');
  add('stable p99', figures['stable-p99'], ' ms', '99 of 100 values');
  add('stable max', figures['stable-max'], ' ms', 'the slowest value');
  add('lost', figures['lost-count'], '', 'values that were acknowledged and are gone');
  if (results.recovery !== undefined) {
    const { seconds, agreed } = results.recovery;
    shown.push([
      'recovery',
      `${seconds} s`,
      agreed === undefined ? 'until quiet' : agreed ? 'until all nodes agreed' : 'and nodes still differ',
    ]);
  }
  return `<dl class="tiles">${shown.map(([name, value, note]) => `<div><dt>${text(name)}</dt><dd><b>${text(value)}</b> <span class="quiet">${text(note)}</span></dd></div>`).join('')}</dl>`;
}

function thresholds({ thresholds: judged = [] }: Partial<Results>): string {
  if (judged.length === 0) return '';
  const items = judged.map(
    ({ expect, valid, actual, problem }) =>
      `<li class="${valid ? 'good' : 'bad'}">${valid ? '✓' : '✗'} ${text(expect)}: ${valid ? 'met' : `not met, ${text(problem ?? '')}`}${actual === undefined ? '' : ` (${Number(actual.toPrecision(4))})`}</li>`,
  );
  return section('thresholds', 'Thresholds', `<ul class="plain">${items.join('')}</ul>`);
}

function faults({ faults: all = [] }: Partial<Results>): string {
  if (all.length === 0) return '';
  const items = all
    .slice(0, FAULTS_SHOWN)
    .map(
      ({ fault, text: what, from, to }, i) =>
        `<li data-fault="${i}">${from.toFixed(1)}${to === undefined ? ' s on' : `-${to.toFixed(1)} s`} <b>${text(fault)}</b> ${folded(what)}</li>`,
    );
  const more = all.length > FAULTS_SHOWN ? `<p class="quiet">And ${all.length - FAULTS_SHOWN} more.</p>` : '';
  return `<section id="faults"><details${all.length <= 8 ? ' open' : ''}><summary><h2>Faults: ${all.length}</h2></summary><ul class="plain">${items.join('')}</ul>${more}</details></section>`;
}

const LONG = 160;

/** What is long is folded away behind its beginning. */
function folded(words: string): string {
  if (words.length <= LONG) return text(words);
  return `<details class="inline"><summary>${text(words.slice(0, LONG))}…</summary>${text(words)}</details>`;
}

/** At the end of the page: what was run, and the command that runs it again if there is one. */
export function options({ test }: Run, repeat: string | undefined): string {
  const entries = Object.entries(test).filter(([, value]) => !(Array.isArray(value) && value.length === 0));
  if (entries.length === 0) return '';
  const rows = entries.map(([name, value]) => {
    const shown = typeof value === 'string' ? value : JSON.stringify(value);
    return `<dt>${text(name)}</dt><dd>${text(shown.slice(0, 2000))}</dd>`;
  });
  const command =
    repeat === undefined ? '' : `<h3>To repeat it</h3><pre tabindex="0"><code>${text(repeat)}</code></pre>`;
  return `<section><h2>What was run</h2><dl>${rows.join('')}</dl>${command}</section>`;
}

function text(words: string): string {
  return escapeMarkup(words.split('\n').map(printable).join('\n'));
}
