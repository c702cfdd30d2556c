/** One log of kafka as a picture: offsets against time, with what errors say of its messages. */

import { isObject } from '../../../node/index.js';
import type { KafkaExample } from '../../checkers/index.js';
import { sameJson } from '../../checkers/json-value.js';
import { type History, isOperation, pairs } from '../../operations/history.js';
import { brief, type Call, capital, drawn } from './drawn-operation.js';
import type { Flaw, LogPicture } from './picture.js';

/** An error of a log, and what it makes of a message. */
export interface LogFault {
  readonly flaw: Flaw;
  readonly example: KafkaExample;
}

/** Offsets and polls of a picture: those around the flaws, and the first. */
const MOST_OFFSETS = 40;
const MOST_POLLS = 60;
const MOST_WORDS = 3;

interface Shown {
  readonly offset: number;
  readonly value: unknown;
}

interface Sent extends Shown {
  readonly call: Call;
}

interface Polled {
  readonly call: Call;
  readonly shown: readonly Shown[];
}

export function logPicture(key: string, faults: readonly LogFault[], history: History): LogPicture {
  const calls = pairs(history).filter(({ completion }) => completion?.type === 'ok');
  const sends = calls.flatMap((call) => sendsOf(call, key));
  const polls = calls.flatMap((call) => pollOf(call, key) ?? []);
  const offsets = window(allOffsets(sends, polls), offsetsOfFaults(faults, sends));
  const positions = new Map(offsets.map((offset, i) => [offset, i]));
  const flawed = polls.filter(({ call }) => faults.some(({ example }) => isAbout(example, call)));
  const others = polls.filter((poll) => !flawed.includes(poll));
  const kept = [...flawed, ...others].slice(0, MOST_POLLS);
  return {
    kind: 'log',
    title: `Log ${brief(key)}: offsets over time`,
    why: sentences(faults),
    offsets: offsets.map(String),
    sends: sends.flatMap(({ call, offset, value }) => {
      const position = positions.get(offset);
      const flaw = flawOfMessage(faults, offset, value);
      return position === undefined
        ? []
        : [{ ...drawn(call, brief(value)), position, ...(flaw !== undefined && { flaw }) }];
    }),
    polls: kept
      .toSorted((a, b) => a.call.invoke.index - b.call.invoke.index)
      .flatMap((poll) => pollIn(poll, { faults, sends, positions })),
    omitted: polls.length - kept.length,
  };
}

function pollIn(
  { call, shown }: Polled,
  about: {
    readonly faults: readonly LogFault[];
    readonly sends: readonly Sent[];
    readonly positions: ReadonlyMap<number, number>;
  },
): LogPicture['polls'] {
  const { sends, positions } = about;
  const seen = shown.flatMap(({ offset }) => positions.get(offset) ?? []);
  if (seen.length === 0) return [];
  const faults = about.faults.filter(({ example }) => isAbout(example, call));
  const skipped = faults
    .flatMap(({ example: { skipped: values } }) => (Array.isArray(values) ? values : []))
    .flatMap((value) => sends.find((sent) => sameJson(sent.value, value))?.offset ?? [])
    .flatMap((offset) => positions.get(offset) ?? []);
  const [first] = faults;
  return [
    {
      ...drawn(call, `poll of ${shown.length} ${shown.length === 1 ? 'message' : 'messages'}`),
      positions: seen,
      ...(first !== undefined && { flaw: first.flaw }),
      skipped: [...new Set(skipped)],
    },
  ];
}

/** Each kind of error once, in the checker's words. */
function sentences(faults: readonly LogFault[]): readonly string[] {
  const first = new Map<Flaw, string>();
  for (const { flaw, example } of faults)
    if (!first.has(flaw) && example.text !== undefined) first.set(flaw, example.text);
  return [...first.values()].slice(0, MOST_WORDS).map((text) => `${capital(text)}.`);
}

function flawOfMessage(faults: readonly LogFault[], offset: number, value: unknown): Flaw | undefined {
  return faults.find(({ flaw, example }) => {
    if (flaw === 'lost') return sameJson(example['value'], value);
    if (flaw !== 'repeated') return false;
    const { offset: at, value: message } = example;
    return at === undefined ? sameJson(message, value) : Number(at) === offset;
  })?.flaw;
}

/** The offsets of the messages that faults name. */
function offsetsOfFaults(faults: readonly LogFault[], sends: readonly Sent[]): readonly number[] {
  return faults.flatMap(({ example: { value, values, skipped, offset } }) => {
    const named: readonly unknown[] = [value, ...list(values), ...list(skipped)].filter(
      (each) => each !== undefined,
    );
    const found = named.flatMap((each) => sends.find((sent) => sameJson(sent.value, each))?.offset ?? []);
    return typeof offset === 'number' ? [offset, ...found] : found;
  });
}

/** Some neighbouring offsets, if there are too many: as many of those that are wanted as begin with the first. */
function window(all: readonly number[], wanted: readonly number[]): readonly number[] {
  if (all.length <= MOST_OFFSETS) return all;
  const first = Math.min(...wanted.map((offset) => all.indexOf(offset)).filter((i) => i >= 0));
  const from = Number.isFinite(first) ? Math.max(0, Math.min(first - 4, all.length - MOST_OFFSETS)) : 0;
  return all.slice(from, from + MOST_OFFSETS);
}

function allOffsets(sends: readonly Sent[], polls: readonly Polled[]): readonly number[] {
  const all = new Set(sends.map(({ offset }) => offset));
  for (const { shown } of polls) for (const { offset } of shown) all.add(offset);
  return [...all].toSorted((a, b) => a - b);
}

function isAbout(example: KafkaExample, { completion }: Call): boolean {
  const { op, ops } = example;
  return [op, ...list(ops).slice(-1)].some((each) => isOperation(each) && each.index === completion?.index);
}

function sendsOf(call: Call, key: string): readonly Sent[] {
  return list(call.completion?.value).flatMap((micro) => {
    const [f, log, sent] = list(micro);
    const [offset, value] = list(sent);
    return f === 'send' && String(log) === key && isOffset(offset)
      ? [{ call, offset: Number(offset), value }]
      : [];
  });
}

function pollOf(call: Call, key: string): Polled | undefined {
  const shown = list(call.completion?.value).flatMap((micro): readonly Shown[] => {
    const [f, logs] = list(micro);
    if (f !== 'poll' || !isObject(logs) || !Object.hasOwn(logs, key)) return [];
    return list(logs[key]).flatMap((pair) => {
      const [offset, value] = list(pair);
      return isOffset(offset) ? [{ offset: Number(offset), value }] : [];
    });
  });
  return shown.length === 0 ? undefined : { call, shown };
}

function isOffset(value: unknown): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
