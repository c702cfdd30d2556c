/** The page that shows the design system of `harness/page/`, part by part: what it looks like, and the markup's class. */

import { htmlDocument } from '../../harness/page/document.js';
import { MARK } from '../../harness/page/mark.js';
import { FAULT_HUES, LIGHT } from '../../harness/page/colors.js';

export function designPage(): string {
  return htmlDocument({
    title: 'Eddy: design',
    style: '.ground{display:inline-flex;padding:.5rem .75rem;border:1px solid var(--line);border-radius:6px}',
    body: `<div class="brand">${MARK} Eddy</div>
<h1>Design <span class="badge good">VALID</span> <span class="badge bad">INVALID</span> <span class="badge warn">UNKNOWN</span> <span class="badge">running</span></h1>
<p class="quiet">The parts that all pages are made of. Classes are in the heads.</p>
${SECTIONS.map(([title, body]) => `<section><h2>${title}</h2>\n${body}\n</section>`).join('\n')}`,
  });
}

const COLORS = ['text', 'quiet', 'link', 'good', 'bad', 'warn'] as const;
const GROUNDS = ['page', 'card', 'panel'] as const;

/** A class cannot take a variable's name, so each colour is shown by the classes that use it. */
const SECTIONS: readonly (readonly [title: string, body: string])[] = [
  [
    'Type: h1, h2, h3, text, .small, code, kbd',
    `<h3>A head of the third order</h3>
<p>Text, <b>strong text</b>, <span class="quiet">quiet text</span>, <span class="good">good</span>, <span class="bad">bad</span>, <span class="warn">doubtful</span>, <a href="#main">a link</a>, <code>code</code>, <kbd>N</kbd></p>
<p class="small">Small text, as in controls and tables. Numbers have one width: <span class="number">1,234,567 · 0.0123 s</span></p>
<pre tabindex="0">eddy test -w broadcast --runtime sim --seed 7</pre>`,
  ],
  [
    'Colours of text, on each ground',
    GROUNDS.map(
      (ground) =>
        `<div class="ground ${ground === 'page' ? '' : ground}">${COLORS.map((color) => `<span class="${color}">${color}&nbsp;</span>`).join('')} on ${ground}</div>`,
    ).join(' '),
  ],
  [
    'Data and faults: .swatch with .s0 to .s7, .fault-kill ...',
    `<div class="legend">${LIGHT.series.map((_, i) => `<span class="s${i}"><i class="swatch"></i>s${i}</span>`).join('')}</div>
<div class="legend">${FAULT_HUES.map((hue) => `<span class="fault-${hue}"><i class="swatch"></i>${hue}</span>`).join('')}</div>
<div class="legend">${[
      ['median', 'M1 6h26', ''],
      ['95th percentile', 'M1 6h26', ' stroke-dasharray="6 3"'],
      ['longest', 'M1 6h26', ' stroke-dasharray="2 3"'],
    ]
      .map(
        ([name, d, dash]) =>
          `<span><svg viewBox="0 0 28 12" aria-hidden="true"><path d="${d}"${dash}/></svg>${name}</span>`,
      )
      .join('')}</div>`,
  ],
  [
    'Controls: button, .primary, .icon, .bare, .group, select, input, label, .controls',
    `<div class="controls">
<button type="button">Button</button><button type="button" class="primary">Primary</button><button type="button" aria-pressed="true">Pressed</button><button type="button" disabled>Disabled</button>
<button type="button" class="bare">Bare</button>
<button type="button" class="icon" aria-label="play" title="play"><svg viewBox="0 0 16 16" aria-hidden="true"><path d="M5 3l8 5-8 5z"/></svg></button>
<span class="group"><button type="button" class="icon" aria-label="zoom in">+</button><button type="button" class="icon" aria-label="zoom out">−</button><button type="button">whole run</button></span>
<label>Node <select><option>any</option><option>n1</option></select></label>
<label>Search <input type="search" placeholder="text in bodies"></label>
<label><input type="checkbox" checked> shown</label>
<a class="button" href="#main">A link as a button</a>
</div>`,
  ],
  [
    'Chips: .chips, .chip, .count',
    `<div class="chips"><button type="button" class="chip" aria-pressed="true">all <span class="count">63</span></button><button type="button" class="chip" aria-pressed="false">invalid <span class="count">16</span></button><span class="chip">value 4</span></div>`,
  ],
  [
    'Tabs: .tabs',
    `<nav class="tabs" aria-label="example"><a href="#main" aria-current="page">Runs</a><a href="#main">Sweeps</a></nav>`,
  ],
  [
    'Callouts: .callout',
    `<p class="callout bad">16 of 63 acknowledged values are missing.</p><p class="callout good">All 63 values are shown by every read.</p><p class="callout warn">The run was stopped before its time.</p><p class="callout">A remark.</p>`,
  ],
  [
    'Figures: dl.figures',
    `<dl class="figures"><div><dt>operations</dt><dd>396 <small>390 ok</small></dd></div><div><dt>msgs-per-op</dt><dd>1.64</dd></div><div><dt>stable p99</dt><dd>412 <small>ms</small></dd></div></dl>`,
  ],
  [
    'Cards: .card, .empty',
    `<div class="card"><h3>A card</h3><p>With <span class="quiet">something</span> on it.</p></div>
<p class="empty">No operation took longer than 0.1 ms: there is no latency to draw.</p>`,
  ],
  [
    'Tables: .scroll, .results, .text, .chosen',
    `<div class="scroll" tabindex="0" role="region" aria-label="example of a table"><table class="results"><thead><tr><th scope="col" class="text" aria-sort="ascending"><button type="button">run</button></th><th scope="col" aria-sort="none"><button type="button">msgs-per-op</button></th><th scope="col">stable p99</th></tr></thead>
<tbody><tr><th scope="row" class="text">broadcast</th><td>1.64</td><td>412</td></tr><tr class="chosen"><th scope="row" class="text">broadcast</th><td>9.80</td><td>210</td></tr></tbody></table></div>`,
  ],
  [
    'Hover card: .tip; sheet: .sheet',
    `<p>A hover card follows the pointer (<code>page/browser/hover-card.ts</code>). A sheet stands beside the page, on a telephone over its lower part.</p>`,
  ],
];
