/** The status of a run as lines of a terminal. */

import test from 'ava';
import { Chalk } from 'chalk';
import * as fc from 'fast-check';
import { plain } from '../../../harness/text/colors.js';
import type { Status } from '../../../harness/terminal/status.js';
import { STATUS } from '../cli/running-status.js';
import { statusBlock } from '../../../harness/terminal/status-block.js';
import { columnsOf } from '../../../harness/text/columns.js';

function block(status: Partial<Status>, columns = 80, rows = 24): readonly string[] {
  return statusBlock({ ...STATUS, ...status }, { columns, rows }, plain);
}

/** What stands behind a name. */
function line(status: Partial<Status>, name: string, columns?: number): string | undefined {
  return block(status, columns)
    .find((each) => each.startsWith(name))
    ?.slice(12);
}

test('a run in which all is well has four lines, and one of space above them', (t) => {
  t.deepEqual(block({}), [
    '',
    'running     [############..................] 4.8 of 12 s',
    'operations  228 ok, 0 fail, 3 info, 48 per second',
    'msgs-per-op 1.83',
    'nodes       5 running',
  ]);
});

test('the bar is empty at the beginning and full at the end, and goes where there is no room for it', (t) => {
  t.is(line({ elapsed: 0 }, 'running'), `[${'.'.repeat(30)}] 0.0 of 12 s`);
  t.is(line({ elapsed: 11.999 }, 'running'), `[${'#'.repeat(29)}.] 12.0 of 12 s`);
  t.is(line({ elapsed: 13 }, 'running'), '12 s are over, waits for the last replies');
  t.is(line({}, 'running', 40), '[####........] 4.8 of 12 s');
  t.is(line({}, 'running', 30), '4.8 of 12 s');
});

test('other phases say how long they have lasted, and what they are for', (t) => {
  t.is(line({ phase: 'starting', nodes: undefined }, 'starting'), '4.8 s');
  t.is(line({ phase: 'recovering' }, 'recovering'), '4.8 s, until all nodes agree, at most 10 s');
});

test('figures that are not there yet are not made up', (t) => {
  t.is(line({ rate: undefined }, 'operations'), '228 ok, 0 fail, 3 info');
  t.is(line({ rate: 0.6666 }, 'operations'), '228 ok, 0 fail, 3 info, 0.7 per second');
  t.is(line({ messagesPerOperation: undefined }, 'msgs-per-op'), '-');
  t.is(line({ nodes: undefined }, 'nodes'), undefined);
});

test('nodes that are not well are named, of many the first four; of troubles the first two', (t) => {
  const nodes = { running: 2, paused: ['n4'], dead: ['n1', 'n2'] };
  t.is(line({ nodes }, 'nodes'), '2 running, 1 paused (n4), 2 dead (n1 n2)');
  const many = { running: 20, paused: [], dead: ['n1', 'n2', 'n3', 'n4', 'n5', 'n6'] };
  t.is(line({ nodes: many }, 'nodes'), '20 running, 6 dead (n1 n2 n3 n4 and 2 more)');
  const troubles = ['n1', 'n2', 'n3'].map((node) => ({ node, kind: 'not-json' as const, count: 12 }));
  t.is(line({ troubles }, 'nodes'), '5 running; n1 not-json × 12, n2 not-json × 12, and 1 more');
  t.is(line({ troubles: troubles.slice(0, 1), nodes: undefined }, 'nodes'), 'n1 not-json × 12');
});

test('faults come last, each with how long it has lasted, three lines of them at most', (t) => {
  const faults = ['partition', 'kill', 'pause', 'loss'].map((fault, i) => ({
    fault,
    text: `x${i}`,
    seconds: 9.94 + i,
  }));
  t.deepEqual(block({ faults: faults.slice(0, 3) }).slice(5), [
    'faults       9.9 s  partition x0',
    '            10.9 s  kill x1',
    '            11.9 s  pause x2',
  ]);
  t.deepEqual(block({ faults }).slice(5), [
    'faults       9.9 s  partition x0',
    '            10.9 s  kill x1',
    '            and 2 more',
  ]);
});

test('faults are yellow, troubles are red, and nothing else has a colour', (t) => {
  const colors = new Chalk({ level: 1 });
  const shown = statusBlock(
    {
      ...STATUS,
      nodes: { running: 4, paused: ['n1'], dead: [] },
      faults: [{ fault: 'pause', text: 'n1', seconds: 1 }],
      troubles: [{ node: 'n2', kind: 'crashed', count: 1 }],
    },
    { columns: 80, rows: 24 },
    colors,
  );
  t.deepEqual(shown.slice(4), [
    `nodes       4 running${colors.yellow(', 1 paused (n1)')}${colors.red('; n2 crashed × 1')}`,
    `faults      ${colors.yellow(' 1.0 s  pause n1')}`,
  ]);
  for (const each of shown.slice(0, 4)) t.notRegex(each, /\u001B/);
});

test('what a fault or a node is called cannot act on the terminal', (t) => {
  const nodes = { running: 0, paused: ['\u001B[2J'], dead: [] };
  const faults = [{ fault: 'partition', text: 'a\nb\u202E', seconds: 1 }];
  for (const each of block({ nodes, faults })) t.notRegex(each, /[\p{Cc}\p{Cf}]/u);
});

test('a block is never as wide as the terminal, and lower by a line at least', (t) => {
  const names = fc.array(fc.string({ unit: 'grapheme', maxLength: 12 }), { maxLength: 30 });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 250 }),
      fc.integer({ min: 1, max: 60 }),
      names,
      names,
      fc.double({ min: 0, max: 1e6, noNaN: true }),
      (columns, rows, dead, texts, elapsed) => {
        const faults = texts.map((text) => ({ fault: 'kill', text, seconds: elapsed }));
        const shown = block(
          { faults, elapsed, limit: 1e6, nodes: { running: 1, paused: dead, dead } },
          columns,
          rows,
        );
        t.true(shown.length < rows);
        for (const each of shown) t.true(columnsOf(each) < columns, each);
      },
    ),
  );
});
