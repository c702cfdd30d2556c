import test from 'ava';
import { svg } from '../../../harness/export/svg.js';
import { flawOf } from '../picture/well-formed.js';
import { all, deepBody, drop, fault, HOSTILE, linesOf, recv, runOf, send } from './runs.js';

const lines = [
  fault(0, 'partition', 'one: n1 | n2 n3'),
  send(1, 0, 'c1', 'n2', { type: 'broadcast', msg_id: 1, message: 7 }),
  recv(1, 0),
  send(2, 1, 'n2', 'n1', { type: 'gossip', values: [7] }),
  drop(2, 1, 'partition'),
  send(2, 2, 'n2', 'lin-kv', { type: 'read' }),
  recv(3, 2),
  recv(4, 2),
  send(5, 3, 'n2', 'n3', { type: 'late' }),
];

test('endpoints stand side by side: nodes, services, clients', async (t) => {
  const text = (await linesOf(svg, lines, { nodes: ['n3', 'n2', 'n1', 'n4'] })).join('\n');
  const names = [...text.matchAll(/class="name" x="(\d+)" y="[\d.]+">([^<]+)/g)];
  t.deepEqual(
    names.map(([, , name]) => name),
    ['n3', 'n2', 'n1', 'lin-kv', 'c1'],
  );
  const places = names.map(([, x]) => Number(x));
  t.deepEqual(
    places,
    places.toSorted((a, b) => a - b),
  );
});

test('each event has a row of its own, in the order of the journal', async (t) => {
  const groups = (await linesOf(svg, lines)).filter((line) =>
    /^<g class="(?!s?\d*(client|service)?"><text)/.test(line),
  );
  const heights = groups.flatMap((group) =>
    [...group.matchAll(/ d="M[\d.]+ ([\d.]+)(?:L|C[^"]* )[\d.]+ ([\d.]+)"/g)].flatMap(([, y1, y2]) => [
      y1,
      y2,
    ]),
  );
  // A message that was duplicated begins two arrows.
  const starts = new Set(heights.map(Number));
  t.is(starts.size, 9, [...starts].join(' '));
});

test('a message that was lost ends in a cross, with the reason', async (t) => {
  const [lost, ...others] = (await linesOf(svg, lines)).filter((line) => line.includes('class="cross"'));
  t.deepEqual(others, []);
  t.regex(lost ?? '', /^<g class="s\d lost"><title>1 n2 -&gt; n1, sent at 0.002 s, lost: partition: /);
  t.regex(lost ?? '', /<text class="[^"]*reason"[^>]*>partition<\/text>/);
  t.notRegex(lost ?? '', /class="head"/);
});

test('a message that was duplicated has an arrow for each copy', async (t) => {
  const twice = (await linesOf(svg, lines)).find((line) => line.includes('2 times')) ?? '';
  t.is(twice.match(/class="head"/g)?.length, 2);
  t.regex(twice, />copy 2</);
});

test('what was under way at the end has no head', async (t) => {
  const open = (await linesOf(svg, lines)).find((line) => line.includes('still under way')) ?? '';
  t.regex(open, /class="arrow open"/);
  t.notRegex(open, /class="head"/);
});

test('a fault is a band with its text', async (t) => {
  const bands = (await linesOf(svg, lines)).filter((line) => line.includes('class="band"'));
  t.is(bands.length, 1);
  t.regex(bands[0] ?? '', />partition one: n1 \| n2 n3</);
});

test('the whole body is in the title, and its beginning in the label', async (t) => {
  const long = 'x'.repeat(1_000_000);
  const drawn = await linesOf(svg, [send(1, 0, 'n1', 'n2', { type: 'long', long }), recv(2, 0)]);
  const group = drawn.find((line) => line.includes('long')) ?? '';
  t.true(/<title>(.*)<\/title>/.exec(group)?.[1]?.includes(long));
  t.true((/<text class="right"[^>]*>(.*)<\/text>/.exec(group)?.[1]?.length ?? 1e9) < 100);
});

test('the SVG is well-formed, whatever a node printed', async (t) => {
  const hostile = [
    fault(0, HOSTILE, HOSTILE),
    send(1, 0, 'n1', HOSTILE, { type: HOSTILE, msg_id: HOSTILE, [HOSTILE]: HOSTILE }),
    drop(2, 0, HOSTILE),
    send(3, 1, 'n1', 'n1', {}),
    recv(4, 1),
    `{"time":5000000,"type":"send","message":{"id":2,"src":"n1","dest":"n2","body":${deepBody()}}}`,
  ];
  const text = (await linesOf(svg, hostile, { title: HOSTILE })).join('\n');
  t.is(flawOf(text), undefined);
  t.false(text.includes('\u001b') || text.includes('\u202e'));
  t.regex(text, /nested too deeply/);
});

test('the same run gives the same text, and a run without messages a picture of nothing', async (t) => {
  const run = runOf(lines);
  const twice = await Promise.all([all(svg(run)), all(svg(run))]);
  t.deepEqual(twice[0], twice[1]);
  t.is(flawOf((await linesOf(svg, [])).join('\n')), undefined);
});

test('twenty thousand messages are drawn, with the names again and again', async (t) => {
  const many = Array.from({ length: 20_000 }, (_, id) => [
    send(id, id, 'n1', 'n2', { type: 'm' }),
    recv(id, id),
  ]).flat();
  const drawn = await linesOf(svg, many);
  t.is(drawn.filter((line) => line.includes('class="head"')).length, 20_000);
  t.is(drawn.filter((line) => line.includes('class="name"') && line.includes('>n1<')).length, 1000);
});
