/** The head of a report, readable without scripts: verdict, findings, figures, thresholds, faults, options. */

import { runtimeWords } from '../cluster/runtime-words.js';
import { rounded } from '../text/rounded.js';
import { escapeMarkup } from '../picture/markup.js';
import { printable } from '../text/printable.js';
import type { RunSummary } from '../findings/run-summary.js';
import { toneOf, verdictWord } from '../findings/verdict-word.js';
import type { Finding } from '../findings/finding.js';

/** The data of a run; a run that was broken off has little. */
export interface Run {
  readonly workload: string;
  readonly test: Readonly<Record<string, unknown>>;
  readonly summary: RunSummary;
  readonly nodes: readonly string[];
  /** When it was begun, by the name of its folder. */
  readonly name: string;
}

/** The others are folded away; beyond `FINDINGS_KEPT` only results.json has them. */
const FINDINGS_SHOWN = 8;
const DETAILS_OPEN = 2;
const FINDINGS_KEPT = 200;
const FAULTS_SHOWN = 200;

export function titleOf({ workload, nodes, summary }: Run): string {
  return `${workload}, ${nodes.length} ${nodes.length === 1 ? 'node' : 'nodes'}: ${verdictWord(summary.verdict)}`;
}

export function overview(run: Run, findings: readonly Finding[]): string {
  const { workload, summary, test, name } = run;
  const tone = toneOf(summary.verdict);
  const wrong = findings.filter(({ kind }) => kind !== 'late');
  const late = findings.filter(({ kind }) => kind === 'late');
  return `<h1>${text(workload)} <span class="verdict ${tone}">${verdictWord(summary.verdict)}</span></h1>
<p class="quiet">${text(facts(run, test))}, ${text(name)}</p>
<p class="answer ${tone}">${text(sentence(summary))}</p>
${section('wrong', 'What went wrong', list(wrong, 0))}
${tiles(summary)}
${thresholds(summary)}
${faults(summary)}
${section('late', 'What took longest', list(late, wrong.length))}`;
}

function facts({ nodes, summary }: Run, test: Readonly<Record<string, unknown>>): string {
  const { runtime, seed } = summary;
  return [
    `${nodes.length} ${nodes.length === 1 ? 'node' : 'nodes'}`,
    ...(runtime === undefined ? [] : [runtimeWords(runtime)]),
    ...(seed === undefined ? [] : [`seed ${seed}`]),
    ...(test['bin'] === undefined ? [] : [String(test['bin'])]),
  ].join(', ');
}

/** What is checked of what clients saw. */
const CHECKED = ['workload', 'stats', 'availability', 'exceptions'] as const;

/** The verdict as somebody would say it. */
function sentence(summary: RunSummary): string {
  const { valid, thresholds: judged, isInterrupted, reasons, parts } = summary;
  const missed = judged.filter((each) => !each.valid).length;
  const demands =
    judged.length === 0
      ? ''
      : missed === 0
        ? ` All ${judged.length} thresholds are met.`
        : ` ${missed} of ${judged.length} thresholds ${missed === 1 ? 'is' : 'are'} not met.`;
  const cut = isInterrupted ? ' The run was stopped before its time.' : '';
  const sound = CHECKED.every((wanted) =>
    parts.some(({ name, valid: isValid }) => name === wanted && isValid === true),
  );
  if (valid === undefined)
    return 'This run has no results.json: it is under way, was broken off, or was not made by Eddy. eddy check judges what it left.';
  if (valid === 'unknown' && sound && reasons.length > 0)
    return `What the clients saw is what they were promised, but the run was not what was asked for.${demands}${cut}`;
  if (valid === 'unknown')
    return `Nobody can tell whether what the clients saw was right${summary.error === undefined ? '' : ': the run failed'}.${demands}${cut}`;
  if (valid) return `What the clients saw is what they were promised.${demands}${cut}`;
  if (sound)
    return `What the clients saw is what they were promised, but the run does not meet what was demanded of it.${demands}${cut}`;
  return `What the clients saw is not what they were promised.${demands}${cut}`;
}

function section(id: string, title: string, body: string): string {
  return body === '' ? '' : `<section id="${id}"><h2>${title}</h2>\n${body}</section>`;
}

/** The script adds the buttons of each; `first` is the number of the first. */
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

function tiles({ figures }: RunSummary): string {
  const { operations, availability, messages, recovery, byName } = figures;
  if (operations === undefined) return '';
  const shown: [string, string, string][] = [
    [
      'operations',
      String(operations.count),
      `${operations.ok} ok, ${operations.fail} fail, ${operations.info} unknown`,
    ],
  ];
  const add = (name: string, value: number | undefined, unit: string, note: string): void => {
    if (value !== undefined) shown.push([name, `${rounded(value)}${unit}`, note]);
  };
  add(
    'availability',
    availability === undefined ? undefined : availability.share * 100,
    ' %',
    'operations that succeeded',
  );
  add(
    'msgs-per-op',
    byName['msgs-per-op'],
    '',
    `${messages?.servers['msg-count'] ?? 0} messages between nodes`,
  );
  add('stable p50', byName['stable-p50'], ' ms', 'until every read shows a value');
  add('stable p99', byName['stable-p99'], ' ms', '99 of 100 values');
  add('stable max', byName['stable-max'], ' ms', 'the slowest value');
  add('lost', byName['lost-count'], '', 'values that were acknowledged and are gone');
  if (recovery !== undefined) {
    const { seconds, agreed } = recovery;
    shown.push([
      'recovery',
      `${seconds} s`,
      agreed === undefined ? 'until quiet' : agreed ? 'until all nodes agreed' : 'and nodes still differ',
    ]);
  }
  return `<dl class="tiles">${shown.map(([name, value, note]) => `<div><dt>${text(name)}</dt><dd><b>${text(value)}</b> <span class="quiet">${text(note)}</span></dd></div>`).join('')}</dl>`;
}

function thresholds({ thresholds: judged }: RunSummary): string {
  if (judged.length === 0) return '';
  const items = judged.map(
    ({ expect, valid, actual, problem }) =>
      `<li class="${valid ? 'good' : 'bad'}">${valid ? '✓' : '✗'} ${text(expect)}: ${valid ? 'met' : `not met, ${text(problem ?? '')}`}${actual === undefined ? '' : ` (${rounded(actual)})`}</li>`,
  );
  return section('thresholds', 'Thresholds', `<ul class="plain">${items.join('')}</ul>`);
}

function faults({ faults: all }: RunSummary): string {
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

/** A long text is folded away behind its beginning. */
function folded(words: string): string {
  if (words.length <= LONG) return text(words);
  return `<details class="inline"><summary>${text(words.slice(0, LONG))}…</summary>${text(words)}</details>`;
}

/** At the end of the page: the options of the run, and the command that repeats it if there is one. */
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
