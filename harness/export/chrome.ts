/**
 * A trace of the Chrome Trace Event Format, for https://ui.perfetto.dev and chrome://tracing: a process for each
 * endpoint, a slice for each sending and receipt with an arrow between them, one for each operation of a client, the
 * faults as spans.
 *
 * A slice may begin some microseconds after its event (`chrome-track.ts` explains why): `time_ns` is exact.
 */

import { printExact, SECOND } from '../../node/index.js';
import type { ReportedFault } from '../faults/faults.js';
import { bodyJson, faultText, TOO_DEEP } from '../trace/message-text.js';
import type { PlacedFault, PlacedJourney } from '../trace/journeys.js';
import { type ChromeEvent, rounded, Track } from './chrome-track.js';
import { Endpoints } from './endpoints.js';
import type { ExportedRun, OperationPair } from './exported-run.js';
import { messageLabel, shortened, typeLabel } from './message-label.js';
import { type RunEvent, runEvents } from './run-events.js';

const FAULTS = 1;
const CLIENTS = 2;
const FIRST_ENDPOINT = 3;
/** Microseconds of a sending or receipt, which takes no time: wide enough to be clicked. */
const INSTANT = 200;
const COLUMNS = 80;

export async function* chrome(run: ExportedRun): AsyncGenerator<string> {
  yield '{"displayTimeUnit":"ms","traceEvents":[';
  let first = true;
  for await (const event of chromeEvents(run)) {
    yield (first ? '' : ',') + JSON.stringify(event);
    first = false;
  }
  yield ']}';
}

async function* chromeEvents(run: ExportedRun): AsyncGenerator<ChromeEvent> {
  const endpoints = new Endpoints(run.nodes);
  let end = 0;
  for await (const entry of run.entries()) {
    endpoints.add(entry);
    end = Math.max(end, entry.type === 'fault' ? entry.time : (entry.ends.at(-1)?.time ?? entry.sentAt));
  }
  const operations = await run.operations();
  for (const { invoke, completion } of operations) end = Math.max(end, (completion ?? invoke).time);
  const names = endpoints.list().map(({ name }) => shortened(name, 60));
  yield* processNames(FAULTS, ['faults', 'clients', ...names]);
  for (const [i, fault] of run.faults.entries()) yield* span(fault, i, end);
  yield* operationSlices(operations, end);
  const tracks = new Map(endpoints.list().map(({ name }, i) => [name, new Track(FIRST_ENDPOINT + i, 1)]));
  yield* messageSlices(runEvents(run.entries()), tracks);
}

function* processNames(first: number, names: readonly string[]): Generator<ChromeEvent> {
  for (const [i, name] of names.entries()) {
    const pid = first + i;
    yield { ph: 'M', name: 'process_name', pid, tid: 0, args: { name } };
    yield { ph: 'M', name: 'process_sort_index', pid, tid: 0, args: { sort_index: i } };
  }
}

function* span({ fault, text, from, to }: ReportedFault, index: number, end: number): Generator<ChromeEvent> {
  const both = {
    cat: 'fault',
    id: index,
    pid: FAULTS,
    tid: 1,
    name: shortened(faultText({ fault, text }), 200),
  };
  yield { ph: 'b', ts: microseconds(from * SECOND), ...both };
  yield { ph: 'e', ts: microseconds(to === undefined ? end : to * SECOND), ...both };
}

/** A thread for each process of the history. */
function* operationSlices(operations: readonly OperationPair[], end: number): Generator<ChromeEvent> {
  const tracks = new Map<unknown, Track>();
  for (const { invoke, completion } of operations) {
    const { process, f, value, time } = invoke;
    const track = tracks.get(process) ?? new Track(CLIENTS, Number(process) + 1);
    if (!tracks.has(process)) {
      tracks.set(process, track);
      const args = { name: `process ${process}` };
      yield { ph: 'M', name: 'thread_name', pid: CLIENTS, tid: track.tid, args };
    }
    const type = completion?.type ?? 'open';
    const args = {
      type,
      value: valueText(value),
      ...(completion !== undefined && { result: valueText(completion.value) }),
      ...(completion?.error !== undefined && { error: valueText(completion.error) }),
    };
    const name = type === 'ok' ? f : `${f} (${type})`;
    const took = microseconds((completion?.time ?? end) - time);
    yield* track.add(track.startOf(microseconds(time)), took, { cat: 'operation', name, args });
  }
  for (const track of tracks.values()) yield* track.end();
}

async function* messageSlices(
  events: AsyncIterable<RunEvent>,
  tracks: ReadonlyMap<string, Track>,
): AsyncGenerator<ChromeEvent> {
  /** Of a message under way: its number here, and where its slice began. */
  const sent = new Map<PlacedJourney, { readonly flow: number; readonly start: number }>();
  let flow = 0;
  for await (const event of events) {
    if (event.type === 'fault') {
      yield instant(event);
      continue;
    }
    const { journey } = event;
    const { src, dest, id } = journey.message;
    const track = tracks.get(event.type === 'end' && event.end.type === 'recv' ? dest : src);
    if (track === undefined) continue;
    const args = { id, src, dest, time_ns: event.time, body: bodyJson(journey.message) };
    const label = messageLabel(journey.message, COLUMNS);
    if (event.type === 'send') {
      const start = track.startOf(microseconds(event.time));
      sent.set(journey, { flow, start });
      const flows = journey.ends.flatMap(({ type }, i) =>
        type === 'recv' ? [{ ph: 's', id: `${flow}.${i}`, ...flowOf(track, start) }] : [],
      );
      yield* track.add(start, INSTANT, { cat: 'message', name: `→ ${label}`, args }, flows);
      if (journey.ends.length === 0) sent.delete(journey);
      flow++;
      continue;
    }
    const from = sent.get(journey);
    if (event.index === journey.ends.length - 1) sent.delete(journey);
    if (event.end.type === 'drop') {
      const reason = event.end.reason ?? '';
      const name = `✗ ${shortened(reason, 40)}: ${typeLabel(journey.message)}`;
      const ts = microseconds(event.time);
      yield { ph: 'i', s: 't', cat: 'drop', name, ts, pid: track.pid, tid: 1, args: { ...args, reason } };
    } else if (from !== undefined) {
      // An arrow must lead to a later slice.
      const start = track.startOf(Math.max(microseconds(event.time), rounded(from.start + 1)));
      const arrowhead = { ph: 'f', bp: 'e', id: `${from.flow}.${event.index}`, ...flowOf(track, start) };
      yield* track.add(start, INSTANT, { cat: 'message', name: `← ${label}`, args }, [arrowhead]);
    }
  }
  for (const track of tracks.values()) yield* track.end();
}

function flowOf(
  { pid, tid }: Track,
  ts: number,
): Omit<ChromeEvent, 'ph'> & Pick<ChromeEvent, 'name' | 'pid' | 'tid'> {
  return { cat: 'message', name: 'message', pid, tid, ts };
}

function instant(fault: PlacedFault): ChromeEvent {
  const name = shortened(faultText(fault), 200);
  return { ph: 'i', s: 'p', cat: 'fault', name, ts: microseconds(fault.time), pid: FAULTS, tid: 1 };
}

/** A value of a history may hold bigints, and be nested deeper than the stack. */
function valueText(value: unknown): string {
  try {
    return printExact(value);
  } catch {
    return TOO_DEEP;
  }
}

function microseconds(nanoseconds: number): number {
  return rounded(nanoseconds / 1000);
}
