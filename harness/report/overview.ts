/** The head of a report and its figures and options, readable without scripts. */

import path from 'node:path';
import { MARK } from '../page/mark.js';
import { rounded } from '../text/rounded.js';
import type { RunSummary } from '../findings/run-summary.js';
import { toneOf, verdictWord } from '../findings/verdict-word.js';
import { text } from './text.js';

/** The data of a run; a run that was broken off has little. */
export interface Run {
  readonly workload: string;
  readonly test: Readonly<Record<string, unknown>>;
  readonly summary: RunSummary;
  readonly nodes: readonly string[];
  /** When it was begun, by the name of its folder. */
  readonly name: string;
}

export function titleOf({ workload, nodes, summary }: Run): string {
  return `${workload}, ${nodes.length} ${nodes.length === 1 ? 'node' : 'nodes'}: ${verdictWord(summary.verdict)}`;
}

export function head(run: Run): string {
  const { workload, summary, name } = run;
  return `<header class="top"><span class="brand">${MARK} Eddy</span>
<h1>${text(workload)} <span class="badge ${toneOf(summary.verdict)}">${verdictWord(summary.verdict)}</span></h1>
<p class="quiet small">${text(facts(run))}, ${text(name)}</p></header>`;
}

function facts({ nodes, summary, test }: Run): string {
  const { runtime, seed } = summary;
  return [
    `${nodes.length} ${nodes.length === 1 ? 'node' : 'nodes'}`,
    ...(runtime === undefined
      ? []
      : [
          runtime === 'sim'
            ? 'simulated'
            : runtime === 'virtual'
              ? 'in virtual time'
              : `each in a ${runtime}`,
        ]),
    ...(seed === undefined ? [] : [`seed ${seed}`]),
    ...(test['bin'] === undefined ? [] : [path.basename(String(test['bin']))]),
  ].join(', ');
}

/** In which a failed operation is an answer as good as any. */
const FAILURE_IS_AN_ANSWER = 'a cas that fails is an answer too';

export function figures({ figures: all, workload }: RunSummary): string {
  const { operations, availability, messages, recovery, byName } = all;
  if (operations === undefined) return '';
  const { ok, fail, info } = operations;
  const shown: [string, string, string][] = [
    ['operations', String(operations.count), `${ok} ok, ${fail} fail, ${info} unknown`],
  ];
  const add = (name: string, value: number | undefined, unit: string, note: string): void => {
    if (value !== undefined) shown.push([name, `${rounded(value)}${unit}`, note]);
  };
  const share = availability === undefined ? undefined : availability.share * 100;
  add('succeeded', share, ' %', workload === 'lin-kv' ? FAILURE_IS_AN_ANSWER : 'of all operations');
  const between = messages?.servers['msg-count'] ?? 0;
  add('msgs-per-op', byName['msgs-per-op'], '', `${between.toLocaleString('en')} between nodes`);
  add('stable p50', byName['stable-p50'], ' ms', 'until every read shows a value');
  add('stable p99', byName['stable-p99'], ' ms', '99 of 100 values');
  add('stable max', byName['stable-max'], ' ms', 'the slowest value');
  add('lost', byName['lost-count'], '', 'acknowledged values');
  if (recovery !== undefined) {
    const { seconds, agreed } = recovery;
    shown.push([
      'recovery',
      `${seconds} s`,
      agreed === undefined ? 'until quiet' : agreed ? 'until all nodes agreed' : 'and nodes still differ',
    ]);
  }
  const items = shown.map(
    ([name, value, note]) =>
      `<div><dt>${text(name)}</dt><dd>${text(value)} <small>${text(note)}</small></dd></div>`,
  );
  return `<section><h2 class="unseen">Figures</h2><dl class="figures" id="figures">${items.join('')}</dl></section>`;
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
    repeat === undefined
      ? ''
      : `<h3>To repeat it</h3><pre tabindex="0" id="repeat"><code>${text(repeat)}</code></pre>`;
  return `<section><h2>What was run</h2>${command}<details><summary>all options</summary><dl>${rows.join('')}</dl></details></section>`;
}
