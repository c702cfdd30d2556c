/** Times, endpoints and outcomes in words, as all parts of a report show them. */

import { shown } from '../../page/browser/dom.js';
import { rounded } from '../../text/rounded.js';
import { DAMAGED, DELIVERED, type Run, UNDER_WAY } from './run.js';

/** `3.214 s`. */
export function seconds(time: number | undefined): string {
  return `${((time ?? 0) / 1e9).toFixed(3)} s`;
}

/** `20 ms`; `time` is in nanoseconds. */
export function milliseconds(time: number): string {
  return `${rounded(time / 1e6)} ms`;
}

export function endpointName({ data }: Run, endpoint: number | undefined): string {
  return shown(data.endpoints[endpoint ?? 0]?.name ?? '');
}

/** `n1 → n2 gossip`. */
export function messageTitle(run: Run, row: number): string {
  const { src, dest, type } = run.messages;
  const link = `${endpointName(run, src[row])} → ${endpointName(run, dest[row])}`;
  return `${link}  ${shown(run.data.types[type[row] ?? 0] ?? '')}`;
}

/** What became of a message. */
export function outcome({ messages, data }: Run, row: number): string {
  const came = messages.outcome[row] ?? 0;
  if (came === UNDER_WAY) return 'still under way when the run ended';
  const copies = messages.copies[row] ?? 0;
  const end = messages.end[row] ?? 0;
  if (came === DELIVERED || came === DAMAGED) {
    const times = copies > 1 ? `, ${copies} times` : '';
    const how = came === DAMAGED ? 'delivered damaged' : 'delivered';
    return `${how} after ${milliseconds(end - (messages.sent[row] ?? 0))}, at ${seconds(end)}${times}`;
  }
  const reason = data.outcomes[came] ?? '';
  const fault = data.faults.find(({ drops, from, to }) => drops === reason && end >= from && end <= to);
  return shown(
    `dropped: ${reason}${fault === undefined ? '' : ` (${fault.text}, ${seconds(fault.from)} to ${seconds(fault.to)})`}`,
  );
}
