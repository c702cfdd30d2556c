/**
 * The message from a leader to a follower: entries, or a snapshot if the missing entries have been compacted away.
 */

import type { Body } from '../protocol/message.js';
import type { Log } from './log.js';
import type { Progress } from './progress.js';

/** The most entries in one message. */
export const BATCH = 500;

/** The part of a dispatch that is the same for all followers at a moment. */
export interface Circumstances {
  readonly term: number;
  readonly nowMs: number;
  readonly patienceMs: number;
  readonly commitIndex: number;
  readonly roster: Readonly<Record<string, string>>;
}

export interface Dispatch {
  readonly body: Body;
  /** The index of its last entry. */
  readonly lastIndex: number;
  readonly isAnswered: boolean;
}

/** `ask`: the follower answers even if there is nothing new. `admit`: it may count as a member from now on. */
export function dispatch(
  follower: Progress,
  log: Log,
  circumstances: Circumstances,
  { ask, admit }: { readonly ask: boolean; readonly admit: boolean },
): Dispatch {
  const { term, nowMs, patienceMs, commitIndex, roster } = circumstances;
  const common = {
    term,
    at: nowMs,
    patience_ms: patienceMs,
    ...(follower.blank && { roster }),
    ...(admit && follower.disk !== undefined && { admit: follower.disk }),
  };
  const prev = follower.next - 1;
  const prevTerm = log.termAt(prev);
  if (prevTerm === undefined) {
    const { index, term: indexTerm, state } = log.snapshot;
    const body = { type: 'snapshot', ...common, index, index_term: indexTerm, state };
    return { body, lastIndex: index, isAnswered: true };
  }
  const entries = log.from(follower.next, BATCH).map(({ term, command }) => [term, command] as const);
  const body = {
    type: 'append',
    ...common,
    prev_index: prev,
    prev_term: prevTerm,
    entries,
    commit: commitIndex,
    ...(ask && { ask }),
  };
  return { body, lastIndex: prev + entries.length, isAnswered: ask || entries.length > 0 };
}
