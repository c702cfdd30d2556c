/** A register that is not linearizable: the operations around the one that has no place in any order. */

import type { LinearizabilityResult } from '../../checkers/index.js';
import { canonicalJson, sameJson } from '../../checkers/json-value.js';
import { contradiction } from '../../explanations/key-reason.js';
import { type History, type Operation, pairs } from '../../operations/history.js';
import { brief, type Call, capital, drawn, seconds } from './drawn-operation.js';
import type { IntervalPicture, Part } from './picture.js';

/** Operations in a picture. */
const MOST = 36;
/** Operations before the write that contradicts. */
const BEFORE = 3;

export interface RegisterCase {
  /** `key 7`, `the register` */
  readonly subject: string;
  /** Undefined for a register without keys. */
  readonly key: string | undefined;
  readonly result: LinearizabilityResult;
}

/** Undefined if the result has no explanation. */
export function registerPicture(
  { subject, key, result }: RegisterCase,
  history: History,
): IntervalPicture | undefined {
  const { op, invoke, refusals = [], fragment } = result;
  if (op === undefined || invoke === undefined || fragment === undefined) return undefined;
  const [first] = refusals;
  const hasKey = key !== undefined;
  const calls = callsOn(key, history).filter((call) => call.invoke.index <= op.index && hasEffect(call));
  const by = calls.find((call) => isPartOf(call, first?.by));
  const refused = calls.find((call) => isPartOf(call, invoke));
  const source = sourceOf(calls, refused, hasKey);
  const start = Math.min(
    fragment.operations[0]?.index ?? op.index,
    by?.invoke.index ?? op.index,
    source?.invoke.index ?? op.index,
  );
  const from = calls.findIndex((call) => call.invoke.index >= start || isOpenAt(call, start));
  const near = calls.slice(Math.max(0, from - BEFORE));
  const kept =
    near.length <= MOST
      ? near
      : near.filter((call, i) => call === by || call === source || i >= near.length - MOST);
  const part = (call: Call): Part | undefined =>
    call === refused ? 'refused' : call === by ? 'contradicts' : call === source ? 'source' : undefined;
  return {
    kind: 'intervals',
    title: `${capital(subject)}: a ${invoke.f} that no order explains`,
    why: [
      sentence(first?.refusal),
      sentence(first && contradiction(first, invoke)),
      ...sourceWords(source, refused, hasKey),
      ...othersWords(refusals.length),
    ].filter((text) => text !== ''),
    operations: kept.map((call) => {
      const is = part(call);
      const place = (first?.order ?? []).indexOf(call.invoke.index);
      return {
        ...drawn(call, labelOf(call, hasKey)),
        ...(is !== undefined && { part: is, note: noteOf(is, call, { refused, hasKey }) }),
        ...(place >= 0 && { place: place + 1 }),
      };
    }),
    held: heldIn({ calls, order: first?.order, by, hasKey }, fragment.state),
    omitted: calls.length - kept.length,
  };
}

/** The values of the register along an order, beginning with the one that was certain. */
function heldIn(
  about: {
    readonly calls: readonly Call[];
    readonly order: readonly number[] | undefined;
    readonly by: Call | undefined;
    readonly hasKey: boolean;
  },
  state: unknown,
): IntervalPicture['held'] {
  const { calls, order, by, hasKey } = about;
  if (order === undefined || by === undefined) return [];
  const placed = order.flatMap((index) => calls.find(({ invoke }) => invoke.index === index) ?? []);
  const writes = placed.flatMap((call) => {
    const value = leftBy(call, hasKey);
    return value === undefined ? [] : [{ value: brief(value), after: call.invoke.index }];
  });
  return placed.includes(by) ? writes : [{ value: brief(state), after: by.invoke.index }, ...writes];
}

/** The calls on a key, known by its text; on the one register all of them. */
function callsOn(key: string | undefined, history: History): readonly Call[] {
  return pairs(history).filter(
    ({ invoke: { value } }) =>
      key === undefined ||
      (Array.isArray(value) && value.length === 2 && (value[0] === key || canonicalJson(value[0]) === key)),
  );
}

/** What failed did not happen. */
function hasEffect({ completion }: Call): boolean {
  return completion?.type !== 'fail';
}

function isPartOf({ invoke, completion }: Call, operation: Operation | undefined): boolean {
  return (
    operation !== undefined && (invoke.index === operation.index || completion?.index === operation.index)
  );
}

function isOpenAt({ completion }: Call, index: number): boolean {
  return completion?.type === 'ok' && completion.index >= index;
}

/** The last write of what the refused read saw, or of what the refused compare-and-set expected. */
function sourceOf(calls: readonly Call[], refused: Call | undefined, hasKey: boolean): Call | undefined {
  if (refused === undefined) return undefined;
  const wanted = requiredBy(refused, hasKey);
  if (wanted === undefined || wanted === null) return undefined;
  return calls.findLast((call) => call !== refused && sameJson(leftBy(call, hasKey), wanted));
}

function sourceWords(
  source: Call | undefined,
  refused: Call | undefined,
  hasKey: boolean,
): readonly string[] {
  if (refused === undefined) return [];
  const wanted = requiredBy(refused, hasKey);
  if (wanted === undefined || wanted === null) return [];
  if (source === undefined) return [`No operation ever wrote ${brief(wanted)}.`];
  const { invoke, completion } = source;
  const who = `process ${invoke.process} (${labelOf(source, hasKey)})`;
  if (completion?.type !== 'ok')
    return [`It was written by ${who} from ${seconds(invoke.time)} on, with an unknown outcome.`];
  const when = `from ${seconds(invoke.time)} to ${seconds(completion.time)}`;
  if (completion.index < refused.invoke.index)
    return [`The last that wrote ${brief(wanted)} before was ${who}, ${when}.`];
  return [
    `${capital(who)} ran at the same time, ${when}, but cannot have written ${brief(wanted)} by then: it has to find ${brief(requiredBy(source, hasKey))} first.`,
  ];
}

function noteOf(
  part: Part,
  call: Call,
  about: { readonly refused: Call | undefined; readonly hasKey: boolean },
): string {
  const { refused, hasKey } = about;
  if (part === 'refused') return 'no order explains it';
  if (part === 'contradicts') return 'contradicts it';
  const { completion } = call;
  const isBefore =
    refused !== undefined && completion !== undefined && completion.index < refused.invoke.index;
  if (isBefore || requiredBy(call, hasKey) === undefined)
    return `wrote ${brief(leftBy(call, hasKey))} before`;
  return `has to find ${brief(requiredBy(call, hasKey))}`;
}

function othersWords(states: number): readonly string[] {
  return states < 2
    ? []
    : [`The register could have held one of ${states} values then, and none of them fits.`];
}

function valueIn({ invoke, completion }: Call, hasKey: boolean): unknown {
  const { value } = completion?.type === 'ok' ? completion : invoke;
  return hasKey && Array.isArray(value) ? value[1] : value;
}

function requiredBy(call: Call, hasKey: boolean): unknown {
  const value = valueIn(call, hasKey);
  if (call.invoke.f === 'read') return value;
  return call.invoke.f === 'cas' && Array.isArray(value) ? value[0] : undefined;
}

/** Undefined for a read. */
function leftBy(call: Call, hasKey: boolean): unknown {
  const value = valueIn(call, hasKey);
  if (call.invoke.f === 'write') return value;
  return call.invoke.f === 'cas' && Array.isArray(value) ? value[1] : undefined;
}

function labelOf(call: Call, hasKey: boolean): string {
  const value = valueIn(call, hasKey);
  const { f } = call.invoke;
  if (f === 'cas' && Array.isArray(value)) return `cas ${brief(value[0])} → ${brief(value[1])}`;
  if (f === 'read' && call.completion?.type !== 'ok') return 'read';
  return `${f} ${brief(value)}`;
}

function sentence(text: string | undefined): string {
  return text === undefined || text === '' ? '' : `${capital(text)}.`;
}
