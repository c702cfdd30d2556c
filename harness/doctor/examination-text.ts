/** What an examination comes to, for a person and for programs. */

import path from 'node:path';
import { SECOND } from '../../node/index.js';
import type { ChalkInstance } from '../text/colors.js';
import { printable } from '../text/printable.js';
import { differenceJson, differenceLines } from '../trace/difference-text.js';
import type { Examination, Parted } from './examine.js';
import type { Source } from './watch.js';

export interface ExaminationView {
  readonly runtime: 'sim' | 'virtual';
  readonly colors: ChalkInstance;
  /** Columns of the terminal; undefined without one. */
  readonly width: number | undefined;
}

/** No source was called, and all runs of each seed were the same. */
export function isClean({ parted, sources }: Examination): boolean {
  return parted === undefined && sources.length === 0;
}

/** Lines without line ends. */
export function examinationLines(examination: Examination, view: ExaminationView): readonly string[] {
  const { seeds, parted, sources, errors } = examination;
  const { runtime, colors, width } = view;
  const count = seeds === 1 ? '1 seed' : `${seeds} seeds`;
  return [
    ...(parted === undefined
      ? [
          seeds === 0
            ? 'repeatable: unknown'
            : `repeatable: ${colors.bold('yes')}, ${count}, ${runtime} runtime`,
        ]
      : partedLines(parted, view)),
    ...sourceLines(examination, width),
    ...(parted !== undefined && sources.length === 0 ? CAUSES[runtime] : []),
    ...errors.map((error) => printable(`a run did not come to its end: ${error.split('\n')[0] ?? ''}`)),
  ];
}

const CAUSES = {
  sim: ['no call that lets the outside in was seen: look at what the program does before the message above'],
  virtual: [
    "known causes: an instruction of the processor as a source of chance (C++'s std::random_device), the thread's real id (Python's",
    'uuid.uuid1), programs that talk to one another over sockets; see docs/virtual-time.md',
    'a program of JavaScript on eddy/node: --runtime sim names the file and the line',
  ],
};

function partedLines(
  { seed, left, right, comparison }: Parted,
  { colors, width }: ExaminationView,
): string[] {
  const compared = { ...comparison, left, right, options: [] };
  const room = width === undefined ? undefined : Math.max(1, width - 2);
  return [
    `repeatable: ${colors.bold('no')}, seed ${seed}${whereText(comparison.difference)}`,
    ...differenceLines(compared, colors, room).map((line) => `  ${line}`),
  ];
}

/** The node, the time and the message at which two runs part. */
function whereText(difference: Parted['comparison']['difference']): string {
  const event = difference?.left ?? difference?.right;
  if (difference === undefined || event === undefined) return '';
  const at = `${(difference.at / SECOND).toFixed(3)} s`;
  if (event.type !== 'journey') return printable(`: a fault at ${at} is the first difference`);
  const { src, dest, body } = event.message;
  const type = typeof body['type'] === 'string' ? body['type'] : 'message';
  return printable(`: the first difference is at ${at}, ${type} from ${src} to ${dest}`);
}

function sourceLines({ parted, sources }: Examination, width: number | undefined): readonly string[] {
  if (sources.length === 0) return [];
  const head =
    parted === undefined
      ? 'equal in these runs, but these calls can make others differ:'
      : 'what lets the outside in:';
  const places = sources.map(placeText);
  const first = Math.max(...places.map((place) => place.length));
  const second = Math.max(...sources.map(({ call }) => call.length));
  const isNarrow = width !== undefined && first + second + 50 > width;
  return [
    head,
    ...sources.flatMap((source, i) => {
      const instead = `use ${source.instead}`.replace('use nothing: ', '');
      const place = `  ${(places[i] ?? '').padEnd(first)}  ${source.call}`;
      return isNarrow ? [place, `      ${instead}`] : [`${place.padEnd(first + second + 4)}  ${instead}`];
    }),
  ].map(printable);
}

function placeText({ file, line, column, through }: Source): string {
  const relative = path.relative(process.cwd(), file);
  const shown = relative.startsWith('..') ? file : relative;
  return `${shown}:${line}:${column}${through === undefined ? '' : ` (through ${through})`}`;
}

/** One object on one line. Files are absolute, lines and columns from 1. */
export function examinationJson(examination: Examination, runtime: 'sim' | 'virtual'): string {
  const { seeds, parted, sources, errors } = examination;
  const repeatable = parted !== undefined ? false : seeds === 0 ? null : true;
  const head = {
    repeatable,
    runtime,
    seeds,
    seed: parted?.seed ?? null,
    sources,
    errors,
  };
  const { left, right, comparison } = parted ?? {};
  const difference =
    comparison === undefined
      ? 'null'
      : differenceJson({ ...comparison, left: left ?? '', right: right ?? '', options: [] });
  return `${JSON.stringify(head).slice(0, -1)},"difference":${difference}}`;
}
