/** The plot as text: what is drawn where, and that no name becomes markup. */

import test from 'ava';
import {
  draw,
  front,
  places,
  type PlotData,
  type PlotPoint,
  tip,
  type View,
} from '../../../../harness/sweep/page/plot.js';

const AXES = ['x', 'y', 'z'].map((key) => ({ key, label: `the ${key}`, brief: key }));
const VIEW: View = { x: 'x', y: 'y', logX: false, logY: false, apart: false, hidden: [] };

function point(series: number, x: number, y: number, rest: Partial<PlotPoint> = {}): PlotPoint {
  return { series, label: `p${x}-${y}`, values: { x, y }, good: true, taken: false, details: [], ...rest };
}

const data = (points: readonly PlotPoint[], rest: Partial<PlotData> = {}): PlotData => ({
  axes: AXES,
  series: ['one', 'two'],
  points,
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
  t.is(count(svg, ' hollow'), 1);
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

test('the limit is drawn where both axes are its own', (t) => {
  const limit = { label: 'limit', values: { x: [1, 2, 3], y: [3, 2, 1] } };
  const points = [point(0, 1, 2, { values: { x: 1, y: 2, z: 3 } }), point(0, 2, 3)];
  t.is(count(draw(data(points, { limit }), VIEW, 600), 'class="limit"'), 1);
  t.is(count(draw(data(points, { limit }), { ...VIEW, x: 'y', y: 'x' }, 600), 'class="limit"'), 1);
  t.is(count(draw(data(points, { limit }), { ...VIEW, y: 'z' }, 600), 'class="limit"'), 0);
  t.is(count(draw(data(points), VIEW, 600), 'class="limit"'), 0);
});

test('names are text wherever they stand', (t) => {
  const evil = `"><script>alert('x')</script>&amp;<img src=x onerror=alert(1)>`;
  const points = [point(0, 1, 2, { label: evil, details: [evil], taken: true })];
  const hostile = data(points, {
    series: [evil, evil],
    axes: AXES.map((axis) => ({ ...axis, label: evil, brief: evil })),
  });
  for (const apart of [true, false]) {
    const html = draw(hostile, { ...VIEW, apart }, 600) + tip(hostile, points[0] as PlotPoint);
    const tag = /<(?!\/?(?:svg|clipPath|rect|text|line|g|polyline|circle|path|b|table|tr|th|td|div)[ >/])/;
    t.false(tag.test(html));
    t.is(count(html, '"'), count(html, '="') * 2);
  }
});

test('a bubble has all figures of a point', (t) => {
  const html = tip(data([]), point(1, 1234.5, 0.12345, { details: ['good in 2 of 2'], taken: true }));
  t.regex(html, /^<b>p1234\.5-0\.12345<\/b>/);
  t.regex(html, /<th scope="row">x<\/th><td>1235<\/td>/);
  t.regex(html, /<th scope="row">y<\/th><td>0\.123<\/td>/);
  t.regex(html, /<div>two<\/div><div>good in 2 of 2<\/div><div>recommended<\/div>$/);
});
