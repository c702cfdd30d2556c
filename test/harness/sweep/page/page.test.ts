/** The page of a sweep: one file that fetches nothing, runs as it stands, and takes no text for markup. */

import { createHash } from 'node:crypto';
import test from 'ava';
import { parseAxis } from '../../../../harness/sweep/axis.js';
import { csv } from '../../../../harness/sweep/csv.js';
import { pointsOf, runAt } from '../../../../harness/sweep/grid.js';
import { type Bound, boundOf } from '../../../../harness/sweep/page/bound.js';
import { page } from '../../../../harness/sweep/page/page.js';
import { plotData } from '../../../../harness/sweep/page/plot-data.js';
import { summarise } from '../../../../harness/sweep/point-summary.js';
import { parseTarget, recommend } from '../../../../harness/sweep/recommend.js';
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
  const markup = html.replaceAll(/<code>.*?<\/code>|<script.*?<\/script>/gs, '');
  const places = [...markup.matchAll(/\b(?:src|href)="([^"]*)"/g)].map(([, place = '']) => place);
  t.deepEqual(
    places.map((place) => place.split(',')[0]),
    ['data:image/svg+xml', '#main', '/'],
  );
  t.false(/@import|url\((?!#)/.test(html));
  t.false(/ on\w+=| style=/.test(html));
  const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  t.true(html.includes(`script-src ${hash(between(html, '<script type="module">', '</script>'))}`));
  t.true(html.includes(`style-src ${hash(between(html, '<style>', '</style>'))}`));
  t.regex(html, /content="default-src 'none';/);
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
  t.is(body.split(' class="chosen"').length - 1, 1);
  t.is(body.split(' class="failed"').length - 1, 1);
  t.regex(html, /Runs that failed: 1<\/h2>/);
  t.regex(html, /eddy test --workload broadcast .*--configure &#39;\{&quot;fanout&quot;:1.*--seed 2/);
});

test('the axis with most numbers runs along a curve, the others make series', (t) => {
  const { series, points } = plotData(
    swept(['fanout=1,2', 'mode=a,b', 'gossip_interval_ms=0..200:100']),
    undefined,
  );
  t.deepEqual(series, ['fanout=1 mode=a', 'fanout=1 mode=b', 'fanout=2 mode=a', 'fanout=2 mode=b']);
  t.deepEqual(
    points.map((point) => point.series),
    [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3],
  );
  t.deepEqual(plotData(swept(['gossip_interval_ms=0,1']), undefined).series, ['all points']);
  t.deepEqual(plotData(swept(['mode=a,b']), undefined).series, ['mode=a', 'mode=b']);
});

test('points are named by the setting along a curve, programs by their files', (t) => {
  const briefs = (...axes: readonly string[]): readonly string[] =>
    plotData(swept(axes), undefined).points.map(({ brief }) => brief);
  t.deepEqual(briefs('fanout=1,2', 'gossip_interval_ms=0..200:100'), ['0', '100', '200', '0', '100', '200']);
  t.deepEqual(briefs('bin=/a/one.js,/b/two.js'), ['bin=one.js', 'bin=two.js']);
  t.deepEqual(briefs('bin=/a/one.js,/b/one.js'), ['bin=/a/one.js', 'bin=/b/one.js']);
});

/** Without the script, which can draw anything. */
const bodyOf = (html: string): string => between(html, '<body>', '<script');

/** With a target, as `eddy sweep` recommends then. */
function aimed(text: string): Sweep {
  const made = swept(['gossip_interval_ms=0..200:100']);
  const target = parseTarget(text);
  return { ...made, target, recommendation: recommend(made.points, target) };
}

test('a point that misses the target is not recommended, however near it comes', (t) => {
  const missed = aimed('msgs-per-op<0.1');
  const { points } = plotData(missed, undefined);
  t.deepEqual(
    points.map(({ taken, met }) => [taken, met]),
    [
      [false, false],
      [false, false],
      [false, false],
    ],
  );
  t.is(points.filter(({ details }) => details.includes('nearest to the target')).length, 1);
  const html = page(missed);
  t.regex(html, /<p class="callout bad">/);
  t.false(bodyOf(html).includes('class="ring"'));
  const met = page(aimed('msgs-per-op<5'));
  t.regex(met, /<p class="callout good">/);
  t.true(bodyOf(met).includes('class="ring"'));
});

test('a point leads to the report of a run that failed, else of one that missed the target, else of any', (t) => {
  const made = aimed('stable-max<450');
  const kept = (...seeds: readonly number[]): readonly (string | undefined)[] => {
    const points = made.points.map((each) => ({
      ...each,
      runs: each.runs.map((run) =>
        seeds.includes(run.seed) ? { ...run, folder: `${made.folder}/runs/s ${run.seed}/a+b` } : run,
      ),
    }));
    return plotData({ ...made, points }, undefined).points.map(({ report }) => report);
  };
  const at = (seed: number): string => `runs/s%20${seed}/a%2Bb/report.html`;
  t.deepEqual(kept(), [undefined, undefined, undefined]);
  // The first point failed with its second seed; the third missed the target with both.
  t.deepEqual(kept(1, 2), [at(2), at(1), at(1)]);
  t.deepEqual(kept(2), [at(2), at(2), at(2)]);
  const moved = { ...made, folder: '/elsewhere' };
  t.true(plotData(moved, undefined).points.every(({ report }) => report === undefined));
});

function boundIn(axes: readonly string[], base: TestInput = BROADCAST, scale = 1): Bound | undefined {
  const { plan, points } = swept(axes, base);
  const scaled = points.map((point) => ({
    ...point,
    ...(point.perOp !== undefined && { perOp: { mean: point.perOp.mean * scale } }),
  }));
  return boundOf(plan.base, plan.axes, scaled);
}

test('the bound is there for broadcast with one network, and for nothing else', (t) => {
  t.true('bound' in (boundIn(['fanout=1,2'], BROADCAST, 3) ?? {}));
  t.is(boundIn(['fanout=1,2'], { ...BROADCAST, workload: 'echo' }), undefined);
  t.is(boundIn(['fanout=1,2'], { ...BROADCAST, 'latency-dist': 'exponential' }), undefined);
  t.is(boundIn(['fanout=1,2'], { ...BROADCAST, latency: 0 }), undefined);
  t.is(boundIn(['rate=1,2']), undefined);
});

test('the bound is not drawn where it does not hold: with faults, in short runs, above a point', (t) => {
  const why = (axes: readonly string[], base: TestInput = BROADCAST, scale = 3): string => {
    const bound = boundIn(axes, base, scale);
    return bound !== undefined && 'why' in bound ? bound.why : '';
  };
  t.regex(why(['fanout=1,2'], { ...BROADCAST, nemesis: ['partition'] }), /without faults/);
  t.regex(why(['fanout=1,2'], { ...BROADCAST, loss: 0.1 }), /without faults/);
  t.regex(why(['loss=0,0.1']), /without faults/);
  t.regex(
    why(['fanout=1,2'], { ...BROADCAST, 'time-limit': 3 }),
    /runs of 3 s are short against latencies of 400 ms/,
  );
  t.regex(why(['fanout=1,2'], BROADCAST, 0.01), /a point lies below it/);
  t.is(why(['fanout=1,2']), '');
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
