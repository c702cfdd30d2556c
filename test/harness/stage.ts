/** A stage for the interpreter: three simulated nodes, and operations that take as long and end as a test says. */

import { type Draft, type Generator, sequence } from '../../harness/operations/generator.js';
import { HistoryRecorder, type Operation } from '../../harness/operations/history.js';
import { Interpreter } from '../../harness/run/interpreter.js';
import type { NemesisActor } from '../../harness/operations/nemesis-actor.js';
import { completeOptions } from '../../harness/options/schema.js';
import type { Workload } from '../../harness/workloads/index.js';
import { SECOND } from '../../node/index.js';
import type { Client } from '../../router/index.js';
import { simulated, sleep } from './simulated.js';

/** What the next operations of the test's workload do, each in turn: how long they take, and how they end. */
export interface Plan {
  readonly seconds: number;
  readonly error?: Error;
}

interface Asked {
  readonly client: string;
  readonly node: string;
  readonly process: unknown;
}

/** A run of one phase with `workers` workers on three nodes; operations of value i go as `plans[i]` says. */
export function stage(
  workers: number,
  plans: readonly Plan[],
  options: { readonly reusesClients?: boolean; readonly nemesis?: NemesisActor } = {},
) {
  const { clock, cluster } = simulated(() => {});
  const recorder = new HistoryRecorder();
  const asked: Asked[] = [];
  const invoke = async (client: Client, node: string, { process, value }: Operation) => {
    asked.push({ client: client.id, node, process });
    const plan = plans[Number(value)] ?? { seconds: 1 };
    await sleep(clock, plan.seconds * SECOND);
    if (plan.error !== undefined) throw plan.error;
    return { value: `did ${String(value)}`, more: true };
  };
  const workload: Workload = {
    name: 'echo',
    about: 'a workload for tests',
    reference: { load: '', requests: [], checks: [] },
    program: 'echo',
    functions: { read: 'any value' },
    idempotent: new Set(['read']),
    reusesClients: options.reusesClients ?? false,
    invoke,
    generators: () => ({ main: sequence([]) }),
    checker: () => () => ({ valid: true }),
  };
  const nemesis = options.nemesis ?? (async () => null);
  const stageOptions = completeOptions({ concurrency: String(workers) });
  const interpreter = new Interpreter({ clock, cluster, recorder, workload, nemesis }, stageOptions);
  const play = (
    phase: { readonly clients?: Generator; readonly nemesis?: Generator },
    signal: AbortSignal = new AbortController().signal,
  ): Promise<void> => clock.drive(() => interpreter.play(phase, signal));
  return { clock, cluster, recorder, asked, interpreter, play };
}

export function reads(count: number, f = 'read'): Draft[] {
  return Array.from({ length: count }, (_, value) => ({ f, value }));
}

/** `1.5 ok 3`: seconds, type, process. */
export function rows(history: readonly Operation[], type?: string): string[] {
  return history
    .filter((operation) => type === undefined || operation.type === type)
    .map((operation) => `${operation.time / SECOND} ${operation.type} ${operation.process}`);
}
