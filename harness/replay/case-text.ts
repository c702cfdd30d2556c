/** The text of a case that is made from a run: comments on its origin and on what was left out, then the case. */

import { SECOND } from '../../node/index.js';
import { printable } from '../text/printable.js';
import type { CaseProgram } from './case-program.js';
import type { MatchMode } from './match.js';
import type { Recording } from './recording.js';

/** The field that such cases never compare. */
export const IGNORED = 'msg_id';

/** The origin that the file names. */
export interface Origin {
  readonly node: string;
  readonly all: boolean;
  /** The run's `test.json`. */
  readonly test: Readonly<Record<string, unknown>>;
}

/** The parts of a case except its expectations. */
export interface Draft {
  readonly recording: Recording;
  readonly program: CaseProgram;
  readonly origin: Origin;
  /** The number of messages whose `in_reply_to` differs from the run's. */
  readonly renumbered: number;
}

/** The text of a file with one case. `different` lines came out differently in a replay. */
export function caseText(
  draft: Draft,
  output: readonly string[],
  match: MatchMode,
  different: number,
): string {
  const { recording, program, origin } = draft;
  const { node, test } = origin;
  const workload = word(test['workload']);
  const seed = word(test['seed']);
  return [
    ...comments(draft, different).map((line) => `# ${printable(line)}`),
    `case ${printable(`${node} in a run${workload === undefined ? '' : ` of ${workload}`}${seed === undefined ? '' : `, seed ${seed}`}`)}`,
    ...(program.program === undefined ? [] : [`program: ${program.program}`]),
    `match: ${match}`,
    `ignore: ${IGNORED}`,
    ...recording.input.map((line) => `in  ${line}`),
    ...output.map((line) => `out ${line}`),
    '',
  ].join('\n');
}

function comments(
  { recording, program, origin, renumbered: changed }: Draft,
  different: number,
): readonly string[] {
  const { input, before, behind, tooDeep, unheard, restartedAt } = recording;
  const { bin, args } = program;
  const { node, all, test } = origin;
  const made = ['workload', 'runtime', 'seed'].flatMap((name) => {
    const value = word(test[name]);
    return value === undefined ? [] : [`${name} ${value}`];
  });
  const called = bin === undefined ? undefined : [bin, ...(args.length > 0 ? ['--', ...args] : [])].join(' ');
  return [
    `Made by eddy fixture from a run: ${['node ' + node, ...made].join(', ')}.`,
    ...(called === undefined
      ? []
      : [`The node was a program of its own: eddy replay <this file> --bin ${called}`]),
    `In: ${count(input.length, 'message')} that came to ${node}, in the order of delivery.`,
    ...(changed > 0
      ? [
          `In ${count(changed, 'reply')} to ${node}, in_reply_to is the number that its request has in a replay.`,
        ]
      : []),
    ...(before > 0 ? [`Left out: ${count(before, 'message')} that came earlier.`] : []),
    ...(behind > 0 ? [`Left out: ${count(behind, 'message')} that came later.`] : []),
    ...(restartedAt === undefined
      ? []
      : [`${node} was restarted at ${(restartedAt / SECOND).toFixed(3)} s; a case starts it once.`]),
    ...(tooDeep > 0 ? [`Left out: ${count(tooDeep, 'message')}, nested too deeply.`] : []),
    all ? `Out: all that ${node} sent meanwhile.` : `Out: its replies to clients.`,
    ...(!all && unheard > 0
      ? [
          `Left out: ${count(unheard, 'other message')} of its own, which may depend on time; a replay has none.`,
        ]
      : []),
    ...(different > 0 ? [differentText(different, all)] : []),
    `Not compared: ${IGNORED}, which counts what timers send too.`,
  ];
}

function differentText(different: number, all: boolean): string {
  return all
    ? `${count(different, 'line')} came differently when the case was replayed.`
    : `Left out: ${count(different, 'reply')} that came differently when the case was replayed.`;
}

/** `3 replies` */
export function count(number: number, noun: string): string {
  return `${number} ${number === 1 ? noun : noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`}`;
}

/** A value that the file shows, if it is a name or a number. */
function word(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
