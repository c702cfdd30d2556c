/**
 * What `report.html` costs: to write, beside only reading the journal, and to look at, in headless Chromium. The runs are
 * made up (`gossip-run.ts`): a run of a million messages takes longer than all that is measured here.
 */

import { createReadStream, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createGzip } from 'node:zlib';
import { writeReport } from '../harness/report/report.js';
import { readJournal } from '../harness/store/journal-reader.js';
import type { Benchmark } from './benchmark.js';
import { inFreshProcess } from './fresh-process.js';
import { makeGossipRun, NODES } from './gossip-run.js';
import { type Frames, ReportPage, withBrowser } from './report-page.js';
import { digits, interleave, median, percent, ratios, spread } from './rounds.js';
import { withScratch } from './scratch.js';
import type { Table } from './table.js';

const ROUNDS = 3;
const FRAMES = 120;
const STEPS = 20;
const SIZES = [
  { name: '10 k', messages: 10_000 },
  { name: '100 k', messages: 100_000 },
  { name: '1 M', messages: 1_000_000 },
];
/** Windows that are moved to and fro: the first leaves just enough room to move. */
const FEW = 2000;
const WINDOWS: readonly (readonly [name: string, share: (messages: number) => number])[] = [
  ['the whole run', () => 0.9],
  ['a quarter', () => 1 / 4],
  ['a twentieth', () => 1 / 20],
  ['2,000 messages', (messages) => FEW / messages],
];

type Size = (typeof SIZES)[number];

interface Writing {
  readonly readSeconds: number;
  readonly writeSeconds: number;
}

interface Bytes {
  readonly journal: number;
  readonly gzipped: number;
  readonly report: number;
}

interface Looking {
  readonly openMs: number;
  readonly textMs: number;
  readonly valueMs: number;
  readonly steps: readonly number[];
  /** In the order of WINDOWS. */
  readonly pans: readonly Frames[];
}

export const report: Benchmark = {
  name: 'report',
  about:
    'What a report costs by the number of its messages. Aims at 1 M: written in not much more than twice the time of reading ' +
    'the journal, no larger than a quarter of it, open within seconds, and at most 16 ms of work in each frame while moving.',

  run: () =>
    withScratch(async (scratch) => {
      const runs = new Map(
        SIZES.map((size) => [size, makeGossipRun(path.join(scratch, size.name), size.messages)]),
      );
      const placeOf = (size: Size): string => runs.get(size) ?? '';
      const written = await interleave(SIZES, ROUNDS, (size) =>
        inFreshProcess(import.meta.url, readAndWrite, [placeOf(size)]),
      );
      const bytes = new Map<Size, Bytes>();
      for (const size of SIZES) bytes.set(size, await bytesOf(placeOf(size)));
      const looked = await withBrowser((browser) =>
        interleave(SIZES, ROUNDS, async (size) => {
          const url = pathToFileURL(path.join(placeOf(size), 'report.html')).href;
          return look(await ReportPage.open(browser, url), size);
        }),
      );
      return tableOf(written, bytes, looked);
    }),
};

export async function readAndWrite(place: string): Promise<Writing> {
  const readSeconds = await secondsOf(async () => {
    let events = 0;
    for await (const _ of readJournal(path.join(place, 'journal.ndjson'))) events++;
    if (events === 0) throw new Error('nothing was read');
  });
  const writeSeconds = await secondsOf(() => writeReport(place));
  return { readSeconds, writeSeconds };
}

async function secondsOf(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  return (performance.now() - start) / 1000;
}

async function bytesOf(place: string): Promise<Bytes> {
  const journal = path.join(place, 'journal.ndjson');
  let gzipped = 0;
  for await (const piece of createReadStream(journal).pipe(createGzip({ level: 6 })))
    gzipped += (piece as Buffer).length;
  return {
    journal: statSync(journal).size,
    gzipped,
    report: statSync(path.join(place, 'report.html')).size,
  };
}

async function look(page: ReportPage, { messages }: Size): Promise<Looking> {
  try {
    const pans: Frames[] = [];
    for (const [, share] of WINDOWS) pans.push(await page.pan(share(messages), FRAMES));
    const steps = await page.step(STEPS);
    const textMs = await page.ask('f-text', 'n7.8bhuux');
    const valueMs = await page.ask('f-value', String(Math.floor(messages / 20)));
    return { openMs: page.openMs, textMs, valueMs, steps, pans };
  } finally {
    await page.close();
  }
}

function tableOf(
  written: ReadonlyMap<Size, readonly Writing[]>,
  bytes: ReadonlyMap<Size, Bytes>,
  looked: ReadonlyMap<Size, readonly Looking[]> | undefined,
): Table {
  const row = (name: string, cell: (size: Size) => string): readonly string[] => [name, ...SIZES.map(cell)];
  const writing = (size: Size, of: (each: Writing) => number): readonly number[] =>
    (written.get(size) ?? []).map(of);
  const size = (each: Size, of: (each: Bytes) => number): number => {
    const known = bytes.get(each);
    return known === undefined ? Number.NaN : of(known);
  };
  const rows = [
    row('read the journal, s', (each) =>
      spread(
        writing(each, ({ readSeconds }) => readSeconds),
        digits(2),
      ),
    ),
    row('write the report, s', (each) =>
      spread(
        writing(each, ({ writeSeconds }) => writeSeconds),
        digits(2),
      ),
    ),
    row('  over reading the journal', (each) =>
      spread(
        ratios(
          writing(each, ({ writeSeconds }) => writeSeconds),
          writing(each, ({ readSeconds }) => readSeconds),
        ),
        digits(2),
      ),
    ),
    row('report, MB', (each) => digits(2)(size(each, ({ report: of }) => of / 1e6))),
    row('  of the journal', (each) => percent(size(each, ({ report: of, journal }) => of / journal))),
    row('  of its gzip -6', (each) => percent(size(each, ({ report: of, gzipped }) => of / gzipped))),
    ...(looked === undefined ? [] : lookingRows(looked, row)),
  ];
  return {
    columns: ['what', ...SIZES.map(({ name }) => name)],
    rows,
    notes: [
      `${NODES} nodes, ${ROUNDS} rounds; a ratio is of one process that first reads and then writes.`,
      looked === undefined
        ? 'There is no Chromium here (EDDY_CHROMIUM names one): opening and moving were not measured.'
        : `Moving: ${FRAMES} frames a round, all of them together: median / 95th percentile / worst. Work is that of scripts; busy is ` +
          "the page's thread in all, layout and painting included, the mean of a frame.",
    ],
  };
}

function lookingRows(
  looked: ReadonlyMap<Size, readonly Looking[]>,
  row: (name: string, cell: (size: Size) => string) => readonly string[],
): readonly (readonly string[])[] {
  const of = (size: Size, figure: (each: Looking) => number): readonly number[] =>
    (looked.get(size) ?? []).map(figure);
  const seconds = (name: string, figure: (each: Looking) => number): readonly string[] =>
    row(name, (size) =>
      spread(
        of(size, figure).map((ms) => ms / 1000),
        digits(2),
      ),
    );
  const pans = (size: Size, window: number): readonly Frames[] =>
    (looked.get(size) ?? []).flatMap((each) => each.pans[window] ?? []);
  return [
    seconds('open, s', ({ openMs }) => openMs),
    ...WINDOWS.flatMap(([name], window) => [
      row(`move in ${name}: work, ms`, (size) => quantiles(pans(size, window).flatMap(({ work }) => work))),
      row('  busy, ms', (size) => digits(1)(median(pans(size, window).map(({ busy }) => busy)))),
      row('  from frame to frame, ms', (size) =>
        quantiles(pans(size, window).flatMap(({ intervals }) => intervals)),
      ),
    ]),
    row('from message to message: work, ms', (size) =>
      quantiles((looked.get(size) ?? []).flatMap(({ steps }) => steps)),
    ),
    seconds('search a text, s', ({ textMs }) => textMs),
    seconds('follow a value, s', ({ valueMs }) => valueMs),
  ];
}

function quantiles(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): string =>
    digits(1)(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN);
  return [at(0.5), at(0.95), at(1)].join(' / ');
}
