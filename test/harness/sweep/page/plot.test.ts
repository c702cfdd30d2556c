/** The plot as text: what is drawn where, and that no name becomes markup. */

import test from 'ava';
import { draw } from '../../../../harness/sweep/page/plot.js';
import {
  front,
  places,
  type PlotData,
  type PlotPoint,
  type View,
} from '../../../../harness/sweep/page/plot-model.js';
import { tip } from '../../../../harness/sweep/page/tip.js';

const AXES = ['x', 'y', 'z'].map((key) => ({ key, label: `the ${key}`, brief: key }));
const VIEW: View = { x: 'x', y: 'y', logX: false, logY: false, apart: false, hidden: [] };

function point(series: number, x: number, y: number, rest: Partial<PlotPoint> = {}): PlotPoint {
  return {
    series,
    label: `p${x}-${y}`,
    brief: `${x}`,
    values: { x, y },
    ranges: {},
    good: true,
    taken: false,
    details: [],
    ...rest,
  };
}

const data = (points: readonly PlotPoint[], rest: Partial<PlotData> = {}): PlotData => ({
  axes: AXES,
  series: ['one', 'two'],
  points,
  target: [],
  ...rest,
});

const count = (text: string, part: string): number => text.split(part).length - 1;

test('each point that has both figures is drawn, in its series, with a name for those who cannot see it', (t) => {
  const svg = draw(data([point(0, 1, 2), point(1, 3, 4), point(1, 5, NaN)]), VIEW, 600);
  t.is(count(svg, '<g class="point'), 2);
  t.regex(svg, /class="point s0" data-index="0"[^>]*aria-label="p1-2, the y 2, the x 1"/);
  t.regex(svg, /class="point s1" data-index="1"/);
  t.is(count(svg, '<svg '), 1);
});

test('no point, no plot', (t) => {
  t.regex(draw(data([]), VIEW, 600), /^<p /);
  t.regex(draw(data([point(0, 1, 2)]), { ...VIEW, x: 'z' }, 600), /^<p /);
});

test('series that are hidden are not drawn, and do not stretch the axes', (t) => {
  const points = [point(0, 1, 2), point(0, 2, 1), point(1, 9000, 9000)];
  const svg = draw(data(points), { ...VIEW, hidden: [1] }, 600);
  t.is(count(svg, '<g class="point'), 2);
  t.false(svg.includes('000</text>'));
});

test('an axis with a 0 on it is linear, whatever was chosen', (t) => {
  const points = [point(0, 0, 1), point(0, 1, 2), point(0, 10, 10)];
  const linear = draw(data(points), VIEW, 600);
  t.is(draw(data(points), { ...VIEW, logX: true }, 600), linear);
  t.is(count(linear, '<g class="point'), 3);
  t.not(draw(data(points), { ...VIEW, logY: true }, 600), linear);
  t.not(draw(data(points.slice(1)), { ...VIEW, logX: true }, 600), draw(data(points.slice(1)), VIEW, 600));
});

test('places come by rising x, as arrow keys visit them', (t) => {
  const points = [point(0, 3, 1), point(0, 1, 2), point(0, 1, 1)];
  t.deepEqual(
    places(data(points), VIEW).map(({ index }) => index),
    [2, 1, 0],
  );
});

test('a front holds the good points of its series that no other of them beats', (t) => {
  const points = [
    point(0, 1, 9),
    point(0, 2, 5),
    point(0, 3, 7),
    point(0, 4, 1),
    point(0, 0, 0, { good: false }),
    point(1, 0, 0),
  ];
  const shown = places(data(points), VIEW);
  t.deepEqual(
    front(shown, 0).map(({ index }) => index),
    [0, 1, 3],
  );
  const svg = draw(data(points), VIEW, 600);
  t.is(count(svg, 'class="front s0"'), 1);
  t.is(count(svg, 'class="front s1"'), 0);
  t.is(count(svg, 'class="point s0 failed"'), 1);
});

test('the recommended point has a ring', (t) => {
  const svg = draw(data([point(0, 1, 2), point(0, 2, 1, { taken: true })]), VIEW, 600);
  t.is(count(svg, 'class="ring"'), 1);
  t.regex(svg, /aria-label="p2-1, [^"]*, recommended"/);
});

test('side by side each series that is shown has a panel, with the same axes', (t) => {
  const points = [point(0, 1, 2), point(0, 2, 1), point(1, 30, 40), point(1, 40, 30)];
  const svg = draw(data(points), { ...VIEW, apart: true }, 800);
  t.is(count(svg, '<svg '), 2);
  t.is(count(svg, '<g class="point'), 4);
  t.is(count(svg, 'class="front s0 faint"'), 1);
  const ticks = svg
    .split('<svg ')
    .slice(1)
    .map((panel) => [...panel.matchAll(/<text class="tick"[^>]*>([^<]*)/g)].map(([, text]) => text));
  t.deepEqual(ticks[0], ticks[1]);
});

test('the bound is drawn where both axes are its own', (t) => {
  const bound = { label: 'bound', values: { x: [1, 2, 3], y: [3, 2, 1] } };
  const points = [point(0, 1, 2, { values: { x: 1, y: 2, z: 3 } }), point(0, 2, 3)];
  t.is(count(draw(data(points, { bound }), VIEW, 600), 'class="bound"'), 1);
  t.is(count(draw(data(points, { bound }), { ...VIEW, x: 'y', y: 'x' }, 600), 'class="bound"'), 1);
  t.is(count(draw(data(points, { bound }), { ...VIEW, y: 'z' }, 600), 'class="bound"'), 0);
  t.is(count(draw(data(points), VIEW, 600), 'class="bound"'), 0);
});

test('names are text wherever they stand', (t) => {
  const evil = `"><script>alert('x')</script>&amp;<img src=x onerror=alert(1)>`;
  const points = [point(0, 1, 2, { label: evil, brief: evil, details: [evil], report: evil, taken: true })];
  const hostile = data(points, {
    series: [evil, evil],
    target: [{ key: 'x', comparison: '<', limit: 1, text: evil }],
    axes: AXES.map((axis) => ({ ...axis, label: evil, brief: evil })),
  });
  for (const apart of [true, false]) {
    const html = draw(hostile, { ...VIEW, apart }, 600) + tip(hostile, points[0] as PlotPoint);
    const tag = /<(?!\/?(?:svg|clipPath|rect|text|line|g|a|polyline|circle|path|b|dl|dt|dd|div)[ >/])/;
    t.false(tag.test(html));
    t.is(count(html, '"'), count(html, '="') * 2);
  }
});

test('a hover card has all figures of a point, with what they range over', (t) => {
  const ranges = { x: { low: 1, high: 2000 } };
  const html = tip(data([]), point(1, 1234.5, 0.12345, { details: ['good in 2 of 2'], ranges, taken: true }));
  t.regex(html, /^<b>p1234\.5-0\.12345<\/b>/);
  t.regex(html, /<dt>x<\/dt><dd>1235 \(1 to 2000\)<\/dd>/);
  t.regex(html, /<dt>y<\/dt><dd>0\.123<\/dd>/);
  t.regex(
    html,
    /<div>two<\/div><div>good in 2 of 2<\/div><div>recommended<\/div><div>no run was kept<\/div>$/,
  );
});

test('a point with a kept run is a link to its report', (t) => {
  const svg = draw(data([point(0, 1, 2, { report: 'runs/1/report.html' }), point(0, 2, 1)]), VIEW, 600);
  t.regex(svg, /<a class="point s0" data-index="0" [^>]*href="runs\/1\/report\.html">/);
  t.regex(svg, /<g class="point s0" data-index="1"/);
});

test('a point that misses the target is marked, and says so', (t) => {
  const svg = draw(data([point(0, 1, 2, { met: false }), point(0, 2, 1, { met: true })]), VIEW, 600);
  t.is(count(svg, 'class="point s0 missed"'), 1);
  t.regex(svg, /aria-label="p1-2, [^"]*, target missed"/);
});

test('error bars go from the low to the high end of a range, on both axes', (t) => {
  const ranges = { x: { low: 1, high: 3 }, y: { low: 1, high: 3 } };
  const svg = draw(data([point(0, 2, 2, { ranges }), point(0, 4, 4)]), VIEW, 600);
  t.is(count(svg, 'class="bar s0"'), 1);
  const [, path = ''] = /class="bar s0" d="([^"]*)"/.exec(svg) ?? [];
  t.regex(path, /^M[\d.]+ [\d.]+H[\d.]+.*M[\d.]+ [\d.]+V[\d.]+/);
});

/** Left, top, right and bottom of the shaded region. */
function regionOf(svg: string): readonly number[] | undefined {
  const [match, x, y, width, height] =
    /class="region" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  return match === undefined
    ? undefined
    : [Number(x), Number(y), Number(x) + Number(width), Number(y) + Number(height)];
}

test('the region of the target is shaded, from the low end to the limit or from it to the high end', (t) => {
  const points = [point(0, 1, 1), point(0, 9, 9)];
  const demand = (key: string, comparison: '<' | '>', limit: number) => ({
    key,
    comparison,
    limit,
    text: key,
  });
  const at = (...target: PlotData['target']): readonly number[] | undefined =>
    regionOf(draw(data(points, { target }), VIEW, 600));
  const whole = [58, 26, 582, 254];
  t.is(at(), undefined);
  t.is(at(demand('z', '<', 5)), undefined);
  const [left, top, right, bottom] = at(demand('x', '<', 5)) ?? [];
  t.deepEqual([left, top, bottom], [whole[0], whole[1], whole[3]]);
  t.true(Number(right) > 250 && Number(right) < 400);
  t.deepEqual(at(demand('x', '>', 5)), [right, whole[1], whole[2], whole[3]]);
  const low = at(demand('y', '<', 5)) ?? [];
  t.deepEqual([low[0], low[2], low[3]], [whole[0], whole[2], whole[3]]);
  t.true(Number(low[1]) > 100 && Number(low[1]) < 200);
});

test('a limit that is far from all points is named at the edge, and does not shrink them', (t) => {
  const points = [point(0, 1, 100), point(0, 2, 200)];
  const target = [{ key: 'y', comparison: '<', limit: 1, text: 'the y < 1' }] as const;
  const svg = draw(data(points, { target }), { ...VIEW, logY: true }, 600);
  t.true(svg.includes('>↓ the y &lt; 1</text>'));
  t.is(regionOf(svg), undefined);
  const ticks = (text: string): unknown =>
    [...text.matchAll(/<text class="tick"[^>]*>([^<]*)/g)].map(([, each]) => each);
  t.deepEqual(ticks(svg), ticks(draw(data(points), { ...VIEW, logY: true }, 600)));
});

test('points are named beside them, and no two names overlap', (t) => {
  const crowd = Array.from({ length: 40 }, (_, i) => point(0, 1 + i / 1000, 1, { brief: `name ${i}` }));
  const named = (points: readonly PlotPoint[]): number =>
    count(draw(data(points), VIEW, 600), '<text class="name"');
  t.is(named([point(0, 1, 2), point(0, 2, 1)]), 2);
  t.true(named(crowd) < 40);
});
