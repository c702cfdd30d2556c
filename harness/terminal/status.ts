/** The present status of a run, in figures. It prints nothing, and does not depend on a terminal. */

import { SECOND } from '../../node/index.js';
import type { TroubleKind } from '../../router/index.js';
import { faultsOf } from '../faults/faults.js';
import type { History } from '../operations/history.js';
import type { Phase, RunningTest } from '../run/play.js';

export interface Status {
  readonly phase: Phase;
  /** Seconds since the run's zero. */
  readonly at: number;
  /** Seconds since the phase began. */
  readonly elapsed: number;
  /** Seconds that the main phase lasts. */
  readonly limit: number;
  readonly counts: Counts;
  /** Operations that ended, per second, over the last few seconds of the main phase; undefined if it is too early. */
  readonly rate: number | undefined;
  /** Undefined before the first operation. */
  readonly messagesPerOperation: number | undefined;
  /** The faults in force, each with its duration in seconds. */
  readonly faults: readonly { readonly fault: string; readonly text: string; readonly seconds: number }[];
  /** Undefined if no node is expected to run. */
  readonly nodes: NodesStatus | undefined;
  readonly troubles: readonly { readonly node: string; readonly kind: TroubleKind; readonly count: number }[];
}

interface Counts {
  readonly invoke: number;
  readonly ok: number;
  readonly fail: number;
  readonly info: number;
}

interface NodesStatus {
  readonly running: number;
  readonly paused: readonly string[];
  readonly dead: readonly string[];
}

/** Data of a run beside its visible state. */
export interface Seen {
  readonly phase: Phase;
  /** When the phase began, in nanoseconds of the run's clock. */
  readonly since: number;
  readonly counts: Counts;
  /** The history, without the clients' operations. */
  readonly nemesis: History;
}

const RATE_SECONDS = 3;
/** A rate over a shorter time is meaningless. */
const LEAST_RATE_SECONDS = 0.5;
const NODES_RUN: ReadonlySet<Phase> = new Set(['running', 'healing', 'recovering', 'final']);

export function statusOf(run: RunningTest, { phase, since, counts, nemesis }: Seen): Status {
  const { options, clock, statistics, history, troubles } = run;
  const now = clock.now();
  const at = now / SECOND;
  return {
    phase,
    at,
    elapsed: (now - since) / SECOND,
    limit: options['time-limit'],
    counts,
    rate: phase === 'running' ? rate(history, since, now) : undefined,
    messagesPerOperation: counts.invoke === 0 ? undefined : statistics.serverSends / counts.invoke,
    faults: faultsOf(nemesis, options)
      .filter(({ to }) => to === undefined)
      .map(({ fault, text, from }) => ({ fault, text, seconds: Math.max(0, at - from) })),
    nodes: NODES_RUN.has(phase) ? nodesStatus(run) : undefined,
    troubles: troubles.list(),
  };
}

function rate(history: History, since: number, now: number): number | undefined {
  const seconds = Math.min(RATE_SECONDS, (now - since) / SECOND);
  if (seconds < LEAST_RATE_SECONDS) return undefined;
  const begin = now - seconds * SECOND;
  let ended = 0;
  for (let i = history.length - 1; i >= 0; i--) {
    const operation = history[i];
    if (operation === undefined || operation.time <= begin) break;
    if (operation.process !== 'nemesis' && operation.type !== 'invoke') ended++;
  }
  return ended / seconds;
}

function nodesStatus({ cluster }: RunningTest): NodesStatus {
  const states = [...cluster.states()];
  const those = (state: 'running' | 'paused' | 'dead'): readonly string[] =>
    states.filter((each) => each[1] === state).map(([node]) => node);
  return { running: those('running').length, paused: those('paused'), dead: those('dead') };
}
