/** A sweep as one HTML file, whose plot and table need no scripts. */

import { timeWords } from '../../cluster/runtime-words.js';
import { completeOptions } from '../../options/schema.js';
import { htmlDocument } from '../../page/document.js';
import { MARK } from '../../page/mark.js';
import { styleOf } from '../../page/style.js';
import { escapeMarkup as escape } from '../../picture/markup.js';
import { describeValue } from '../grid.js';
import type { Sweep } from '../outcome.js';
import { testCommand } from '../../options/test-command.js';
import { boundOf } from './bound.js';
import { plotData } from './plot-data.js';
import { plotSection } from './plot-section.js';
import { tableSection } from './table-section.js';

const MOST_FAILURES = 200;

export function page(sweep: Sweep): string {
  const { plan, points, sentence, interrupted } = sweep;
  const bound = boundOf(plan.base, plan.axes, points);
  const data = plotData(sweep, bound);
  const title = titleOf(sweep);
  return htmlDocument({
    title,
    style: styleOf(new URL('./style.css', import.meta.url)),
    script: new URL('./browser.js', import.meta.url),
    data,
    body: `<p class="brand">${MARK}Eddy <a id="home" href="/" hidden>All runs</a></p>
<h1>${escape(title)}</h1>
<p class="callout${toneOf(sweep)}">${escape(sentence)}</p>
${interrupted ? '<p class="callout warn">This sweep was stopped: some runs are missing.</p>' : ''}
${plotSection(sweep, data, bound)}
${tableSection(sweep)}
${failureSection(sweep)}
${factSection(sweep)}`,
  });
}

/** A target that was missed is no success, whichever point came nearest. */
function toneOf({ recommendation }: Sweep): string {
  if (recommendation === undefined) return ' warn';
  const { basis, met, seeds } = recommendation;
  return basis === 'target' && met < seeds ? ' bad' : ' good';
}

function titleOf({ plan }: Sweep): string {
  const { workload, nodes } = completeOptions(plan.base);
  const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
  return `Sweep of ${workload}, ${counted(nodes.length, 'node')}, ${counted(plan.seeds.length, 'seed')}, ${timeWords(plan.runtime)}`;
}

function failureSection({ failures }: Sweep): string {
  if (failures.length === 0) return '';
  const items = failures.slice(0, MOST_FAILURES).map(({ record, planned }) => {
    const stored = record.folder === undefined ? '' : `<br>stored in <code>${escape(record.folder)}</code>`;
    return `<li>${escape(record.problem ?? 'not good')}${stored}<pre tabindex="0"><code>${escape(testCommand(planned))}</code></pre></li>`;
  });
  const more = failures.length - MOST_FAILURES;
  return `<h2>Runs that failed: ${failures.length}</h2>
<ol>
${items.join('\n')}
</ol>
${more > 0 ? `<p class="quiet">And ${more} more, in sweep.json.</p>` : ''}`;
}

function factSection({ plan, target }: Sweep): string {
  const facts: readonly (readonly [string, string])[] = [
    ['Options', JSON.stringify(plan.base)],
    ...plan.axes.map(({ label, values }) => [label, values.map(describeValue).join(', ')] as const),
    ['Seeds', plan.seeds.join(', ')],
    [
      'Target',
      target.map(({ figure, comparison, limit }) => `${figure} ${comparison} ${limit}`).join(', ') || 'none',
    ],
    ...Object.entries(plan.programs).map(([bin, hash]) => [bin, `SHA-256 ${hash}`] as const),
    ['Eddy', plan.eddy],
  ];
  return `<h2>What was run</h2>
<dl>${facts.map(([name, text]) => `<dt>${escape(name)}</dt><dd>${escape(text)}</dd>`).join('')}</dl>`;
}
