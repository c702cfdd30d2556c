/** A counter that is off: what it could show over time, and what was read. */

import type { CheckerFinding } from '../../findings/checker-findings.js';
import { mismatchText } from '../../explanations/mismatch.js';
import { type History, isOperation, type Operation, pairs } from '../../operations/history.js';
import { type Call, capital, drawn } from './drawn-operation.js';
import type { CounterPicture } from './picture.js';

/** Points and reads in a picture: of more, every second, third, ... is left out. */
const MOST = 400;
const MOST_WORDS = 3;

type Mismatches = Extract<CheckerFinding, { readonly kind: 'mismatches' }>;

/** Undefined if the errors are not those of a counter. */
export function counterPicture(
  { errors, acceptable = [] }: Mismatches,
  history: History,
): CounterPicture | undefined {
  const wrong = errors.filter((error): error is Operation => isOperation(error));
  if (wrong.length === 0) return undefined;
  const wrongIndices = new Set(wrong.map(({ index }) => index));
  const calls = pairs(history);
  const all = calls
    .filter(({ invoke, completion }) => invoke.f === 'read' && completion?.type === 'ok')
    .flatMap((call) => readOf(call, wrongIndices) ?? []);
  const decisive = all.filter(({ isFinal }) => isFinal);
  const others = thinned(all.filter(({ isFinal }) => !isFinal));
  const more = wrong.length - MOST_WORDS;
  return {
    kind: 'counter',
    title: 'The counter and what was read of it',
    why: [
      ...wrong.slice(0, MOST_WORDS).map((each) => capital(`${mismatchText(each, acceptable)}.`)),
      ...(more > 0 ? [`${more} more final reads are wrong.`] : []),
    ],
    range: thinned(rangeOf(calls)),
    acceptable: acceptable.slice(0, 16).map(([low, high]) => [Number(low), Number(high)]),
    reads: [...others, ...decisive.slice(0, MOST)].toSorted((a, b) => a.index - b.index),
    finish: history.at(-1)?.time ?? 0,
  };
}

function readOf(call: Call, wrong: ReadonlySet<number>): CounterPicture['reads'][number] | undefined {
  const { completion } = call;
  const value = Number(completion?.value);
  if (completion === undefined || !Number.isFinite(value)) return undefined;
  return {
    ...drawn(call, `read ${value}`),
    value,
    isFinal: completion['final?'] === true,
    isWrong: wrong.has(completion.index),
  };
}

/** The sums that a read could show at each time, if every node knew all that had happened by then. */
function rangeOf(calls: readonly Call[]): CounterPicture['range'] {
  const changes = calls
    .filter(({ invoke }) => invoke.f === 'add')
    .flatMap(({ invoke, completion }) => {
      const delta = Number(invoke.value);
      if (!Number.isFinite(delta)) return [];
      const [down, up] = [Math.min(delta, 0), Math.max(delta, 0)];
      const begun = { time: invoke.time, low: down, high: up };
      if (completion?.type === 'ok') return [begun, { time: completion.time, low: up, high: down }];
      return completion?.type === 'fail'
        ? [begun, { time: completion.time, low: -down, high: -up }]
        : [begun];
    })
    .toSorted((a, b) => a.time - b.time);
  let [low, high] = [0, 0];
  const range = [{ time: 0, low, high }];
  for (const change of changes) {
    low += change.low;
    high += change.high;
    range.push({ time: change.time, low, high });
  }
  return range;
}

function thinned<T>(all: readonly T[]): readonly T[] {
  const step = Math.ceil(all.length / MOST);
  return step < 2 ? all : all.filter((_, i) => i % step === 0 || i === all.length - 1);
}
