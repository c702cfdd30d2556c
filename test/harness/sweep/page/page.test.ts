/** The page of a sweep: one file that fetches nothing, runs as it stands, and takes no text for markup. */

import { createHash } from 'node:crypto';
import vm from 'node:vm';
import test from 'ava';
import { parseAxis } from '../../../../harness/sweep/axis.js';
import { csv } from '../../../../harness/sweep/csv.js';
import { pointsOf, runAt } from '../../../../harness/sweep/grid.js';
import { page } from '../../../../harness/sweep/page/page.js';
import { plotData } from '../../../../harness/sweep/page/plot-data.js';
import { summarise } from '../../../../harness/sweep/point-summary.js';
import { recommend } from '../../../../harness/sweep/recommend.js';
import { isGood, type RunRecord } from '../../../../harness/sweep/run-record.js';
import type { Sweep } from '../../../../harness/sweep/outcome.js';
import type { TestInput } from '../../../../harness/options/schema.js';

const BROADCAST: TestInput = {
  workload: 'broadcast',
  'node-count': 25,
  rate: 100,
  latency: 100,
  runtime: 'sim',
};

/** A sweep of which every run had these figures, one of them bad. */
function swept(texts: readonly string[], base: TestInput = BROADCAST, problem = 'lost'): Sweep {
  const axes = texts.map(parseAxis);
  const points = pointsOf(axes);
  const seeds = [1, 2];
  const planned = points.flatMap((point) => seeds.map((seed) => runAt(base, axes, point, seed)));
  const records = planned.map(({ point, seed }, i): RunRecord => {
    const max = 100 * (i + 1);
    const figures = {
      'msgs-per-op': 12 / (i + 1),
      'stable-p50': max / 2,
      'stable-p99': max,
      'stable-max': max,
    };
    const good = { settings: point.settings, seed, valid: true, delivered: true, figures };
    return i === 1 ? { ...good, valid: false, problem } : good;
  });
  const summaries = summarise(points, records);
  return {
    plan: { eddy: '1', base, axes, seeds, runtime: 'sim', programs: {} },
    folder: '/store/x',
    points: summaries,
    target: [],
    recommendation: recommend(summaries, []),
    sentence: 'Take it.',
    failures: records.flatMap((record, i) =>
      isGood(record) ? [] : [{ record, planned: planned[i] as never }],
    ),
    interrupted: false,
  };
}

const between = (text: string, start: string, end: string): string => {
  const from = text.indexOf(start) + start.length;
  return text.slice(from, text.indexOf(end, from));
};

test('nothing is fetched, and only what is in the page may run', (t) => {
  const html = page(swept(['fanout=1,2', 'gossip_interval_ms=0..200:100']));
  t.false(/\b(?:src|href)=|@import|url\((?!#)|https?:/.test(html.replaceAll(/<code>.*?<\/code>/g, '')));
  t.false(/ on\w+=| style=/.test(html));
  const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  t.true(html.includes(`script-src ${hash(between(html, '<script type="module">', '</script>'))}`));
  t.true(html.includes(`style-src ${hash(between(html, '<style>', '</style>'))}`));
  t.regex(html, /content="default-src 'none';/);
});

/** The made-up elements are of no class: they count as elements of each. */
const AnyElement = Object.defineProperty(() => {}, Symbol.hasInstance, { value: () => true });

test('the script is whole: it runs on its page, and draws again when the reader asks', (t) => {
  const html = page(swept(['fanout=1,2', 'gossip_interval_ms=0..200:100']));
  const listeners = new Map<string, () => void>();
  const element = (id: string) => ({
    id,
    innerHTML: '',
    value: { x: 'stable-p50', y: 'msgs-per-op' }[id] ?? '',
    checked: id === 'log-x',
    hidden: true,
    clientWidth: 500,
    textContent: id === 'data' ? between(html, 'id="data">', '</script>') : null,
    addEventListener: (type: string, listener: () => void) => listeners.set(`${id} ${type}`, listener),
    querySelector: () => null,
  });
  const elements = new Map(
    ['data', 'plot', 'figure', 'tip', 'x', 'y', 'log-x', 'log-y', 'apart', 'controls'].map((id) => [
      id,
      element(id),
    ]),
  );
  const document = {
    getElementById: (id: string) => elements.get(id),
    querySelectorAll: () => [],
    addEventListener() {},
  };
  const window = { addEventListener() {} };
  vm.runInNewContext(`'use strict';${between(html, '<script type="module">', '</script>')}`, {
    document,
    window,
    HTMLElement: AnyElement,
    HTMLInputElement: AnyElement,
    HTMLSelectElement: AnyElement,
  });
  const plot = elements.get('plot');
  t.regex(plot?.innerHTML ?? '', /aria-label="messages per operation against median stable latency, ms"/);
  t.is(elements.get('controls')?.hidden, false);
  Object.assign(elements.get('apart') ?? {}, { checked: true });
  listeners.get('controls change')?.();
  t.is((plot?.innerHTML ?? '').split('<svg ').length - 1, 2);
});

test('programs, values and problems are text', (t) => {
  const evil = `</script><script>alert(1)</script><img src=x onerror=alert(2)>`;
  const base = { ...BROADCAST, bin: evil };
  const html = page({ ...swept([`configure.mode=${evil},b`], base, evil), sentence: evil });
  t.is(html.split('<script').length - 1, 2);
  t.is(html.split('</script>').length - 1, 2);
  t.false(html.includes('<img'));
});

test('the table has a row for each point, and marks the one to take', (t) => {
  const html = page(swept(['fanout=1,2', 'gossip_interval_ms=0..200:100']));
  const body = between(html, '<tbody>', '</tbody>');
  t.is(body.split('<tr').length - 1, 6);
  t.is(body.split('class="taken"').length - 1, 1);
  t.is(body.split('class="bad"').length - 1, 1);
  t.regex(html, /Runs that failed: 1<\/h2>/);
  t.regex(html, /eddy test --workload broadcast .*--configure &#39;\{&quot;fanout&quot;:1.*--seed 2/);
});

test('the axis with most numbers runs along a curve, the others make series', (t) => {
  const { series, points } = plotData(swept(['fanout=1,2', 'mode=a,b', 'gossip_interval_ms=0..200:100']));
  t.deepEqual(series, ['fanout=1 mode=a', 'fanout=1 mode=b', 'fanout=2 mode=a', 'fanout=2 mode=b']);
  t.deepEqual(
    points.map((point) => point.series),
    [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3],
  );
  t.deepEqual(plotData(swept(['gossip_interval_ms=0,1'])).series, ['all points']);
  t.deepEqual(plotData(swept(['mode=a,b'])).series, ['mode=a', 'mode=b']);
});

test('the limit is there for broadcast with one network, and for nothing else', (t) => {
  t.truthy(plotData(swept(['fanout=1,2'])).limit);
  t.is(plotData(swept(['fanout=1,2'], { ...BROADCAST, workload: 'echo' })).limit, undefined);
  t.is(plotData(swept(['fanout=1,2'], { ...BROADCAST, 'latency-dist': 'exponential' })).limit, undefined);
  t.is(plotData(swept(['fanout=1,2'], { ...BROADCAST, latency: 0 })).limit, undefined);
  t.is(plotData(swept(['rate=1,2'])).limit, undefined);
});

test('a sweep without figures has a page too', (t) => {
  const none = swept(['fanout=1,2']);
  const points = none.points.map(({ perOp: _, ...rest }) => ({ ...rest, latencies: {} }));
  t.regex(
    page({ ...none, points, interrupted: true }),
    /No run has figures to draw.*This|stopped: some runs are missing/s,
  );
});

test('the table as CSV quotes what must be quoted', (t) => {
  const { plan, points } = swept(['mode=a"b,c', 'n=1']);
  const lines = csv(plan, points).split('\r\n');
  t.is(
    lines[0],
    'mode,n,runs,good,good-low,good-high,msgs-per-op,msgs-per-op-low,msgs-per-op-high,' +
      'stable-p50-median,stable-p50-worst,stable-p99-median,stable-p99-worst,stable-max-median,stable-max-worst,' +
      'latency-p50-median,latency-p50-worst,latency-p95-median,latency-p95-worst,' +
      'latency-p99-median,latency-p99-worst,latency-max-median,latency-max-worst,fronts',
  );
  t.is(lines[1], '"a""b",1,2,1,0.0945312,0.905469,9,-29.1186,47.1186,75,100,150,200,150,200,,,,,,,,,');
  t.is(
    lines[2],
    'c,1,2,2,0.34238,1,3.5,-2.8531,9.8531,175,200,350,400,350,400,,,,,,,,,stable-p50 stable-p99 stable-max',
  );
  t.is(lines.length, 4);
});
