import test from 'ava';
import { differenceOf, figureRows, optionRows } from '../../../../harness/serve/compare/differences.js';
import { drawPlot } from '../../../../harness/serve/compare/plot.js';
import { seriesOf } from '../../../../harness/serve/compare/series.js';
import { Listing } from '../../../../harness/serve/listing.js';
import { addRun, RESULTS, RUN, storeOf } from '../made-up-store.js';
import { serving } from '../serving.js';

const OTHER = '20260102T120000.000+0000';
const operation = (ms: number, process: number, type: string): unknown => ({ time: ms * 1e6, process, type });
const send = (ms: number, src: string, dest: string): unknown => ({
  time: ms * 1e6,
  type: 'send',
  message: { id: ms, src, dest, body: {} },
});

test('a run over time: latencies of what ended well, and messages between nodes', async (t) => {
  const history = [
    operation(0, 1, 'invoke'),
    operation(10, 2, 'invoke'),
    operation(30, 1, 'ok'),
    operation(60, 2, 'ok'),
    operation(70, 3, 'invoke'),
    operation(150, 3, 'fail'),
  ];
  const journal = [
    send(0, 'c1', 'n1'),
    send(1, 'n1', 'n2'),
    send(150, 'n1', 'n2'),
    send(151, 'n1', 'lin-kv'),
  ];
  const series = await seriesOf(addRun(storeOf(), { history, journal }));
  t.deepEqual(series.medianLatency, [{ at: 0.05, value: 30 }]);
  t.deepEqual(series.longestLatency, [{ at: 0.05, value: 50 }]);
  t.deepEqual(series.rate, [{ at: 0.05, value: 20 }]);
  t.deepEqual(
    series.messages.map(({ value }) => value),
    [10, 20],
  );
  t.deepEqual(series.problems, []);
});

test('what cannot be read is said, and the rest is shown', async (t) => {
  const { problems, messages } = await seriesOf(
    addRun(storeOf(), { history: ['nonsense'], journal: [send(0, 'n1', 'n2')] }),
  );
  t.is(problems.length, 1);
  t.regex(problems[0] ?? '', /history\.ndjson, line 1: expected a JSON object/);
  t.is(messages.length, 1);
});

test('a difference has a sign and a share', (t) => {
  t.is(differenceOf(2, 3), '+1 (+50 %)');
  t.is(differenceOf(100, 75), '−25 (−25 %)');
  t.is(differenceOf(0, 4), '+4');
  t.is(differenceOf(3, 3), '');
  t.is(differenceOf(undefined, 3), '');
});

test('options that are equal are left out, and missing ones are shown as such', (t) => {
  t.deepEqual(
    optionRows({ rate: 5, nodes: ['n1'], '<b>': 1 }, { rate: 6, nodes: ['n1'], bin: 'x' }).map(
      ({ name, a, b }) => [name, a, b],
    ),
    [
      ['rate', '5', '6'],
      ['&lt;b&gt;', '1', '-'],
      ['bin', '-', '&quot;x&quot;'],
    ],
  );
});

test('both runs are drawn on one scale', (t) => {
  const svg = drawPlot({
    title: 'Rate',
    unit: 'per second',
    end: 10,
    curves: [
      { name: 'rate', run: 'a', points: [{ at: 0, value: 100 }] },
      {
        name: 'rate',
        run: 'b',
        points: [
          { at: 10, value: 50 },
          { at: 10, value: 100 },
        ],
      },
    ],
    faults: [{ run: 'b', from: 1, to: 2, text: '<script>' }],
  });
  const [a, b] = [...svg.matchAll(/points="([^"]*)"/g)].map(([, points = '']) =>
    points.split(' ').map((each) => each.split(',')[1]),
  );
  t.is(a?.[0], b?.[1]);
  t.not(b?.[0], b?.[1]);
  t.true(svg.includes('<title>B: &lt;script&gt;</title>'));
});

test('two runs side by side: figures, options, plots', async (t) => {
  const store = storeOf({ results: RESULTS, history: [], journal: [] });
  addRun(store, {
    time: OTHER,
    test: { workload: 'broadcast', nodes: ['n1', 'n2'], runtime: 'sim', rate: 20 },
    results: {
      ...RESULTS,
      valid: false,
      net: { ...RESULTS.net, servers: { ...RESULTS.net.servers, 'msgs-per-op': 3 } },
    },
    history: [],
    journal: [send(1, 'n1', 'n2')],
  });
  const { get } = await serving(t, store);
  const { body } = await get(
    `/compare?a=${encodeURIComponent(RUN)}&b=broadcast/${encodeURIComponent(OTHER)}`,
  );
  t.true(
    body.includes(
      '<tr class="differs"><th scope="row" class="text">verdict</th><td>VALID</td><td>INVALID</td><td> <b class="bad">worse</b></td>',
    ),
  );
  t.regex(
    body,
    /msgs-per-op<\/span><\/th><td>1\.5<\/td><td>3<\/td><td>\+1\.5 \(\+100 %\) <b class="bad">worse<\/b>/,
  );
  t.true(body.includes('<th scope="row" class="text">rate</th><td>10</td><td>20</td>'));
  t.false(body.includes('<th scope="row" class="text">runtime</th>'));
  t.regex(
    body,
    /aria-label="Messages between nodes over time, per second: run A rate nothing, run B rate at most 10"/,
  );
});

test('which run is better depends on the figure, and is said of no difference that says nothing', async (t) => {
  const store = storeOf({ results: RESULTS });
  addRun(store, {
    time: OTHER,
    results: {
      ...RESULTS,
      stats: { ...RESULTS.stats, count: 20, 'fail-count': 9, 'info-count': 0 },
      availability: { valid: true, 'ok-fraction': 0.9 },
      workload: { ...RESULTS.workload, 'lost-count': 3 },
    },
  });
  const { runs } = await new Listing(store, () => 0).read();
  const [b, a] = runs;
  if (a === undefined || b === undefined) return t.fail();
  const better = Object.fromEntries(
    figureRows(a, b).map(({ name, better: each }) => [name.replaceAll(/<[^>]*>/g, ''), each]),
  );
  t.like(better, {
    verdict: undefined,
    operations: undefined,
    fail: undefined,
    info: 'b',
    availability: 'b',
    'lost-count': 'a',
    'stable-max': undefined,
  });
});
