/**
 * What a workload is. Each is one file with four parts in the same order: requests, client, generators, checker. A new one
 * is such a file and a line in `index.ts`.
 */

import type { Random } from '../../node/index.js';
import type { Client } from '../../router/index.js';
import type { Checker, Result, WorkloadFigures } from '../checkers/index.js';
import type { Generator } from '../operations/generator.js';
import type { History, Operation } from '../operations/history.js';
import type { WorkloadName } from './names.js';
import type { WorkloadOptions } from './options.js';
import type { WorkloadReference } from './reference.js';

/** What an operation that succeeded saw: the value of its `ok`, and further fields for the history. */
export interface Success {
  /** The operation ends unknown on purpose, and its client with it: kafka's crash. */
  readonly type?: 'info';
  readonly value: unknown;
  readonly [extra: string]: unknown;
}

/** Both may share what they have learnt: the final phase of a queue asks for all that the main phase put in. */
export interface Generators {
  readonly main: Generator;
  /** What is done after all faults are healed and the cluster has come to rest; none: the run ends without. */
  readonly final?: Generator;
}

/** `R` is the result of its checker. */
export interface Workload<R extends Result = WorkloadFigures> {
  readonly name: WorkloadName;
  /** What it tests: a clause, without a capital and a full stop. */
  readonly about: string;
  /** The rest of what docs/workloads.md says of it. */
  readonly reference: WorkloadReference;
  /** Eddy's own program for it. */
  readonly program: string;
  /** The functions that its checker judges, each with the shape of its value in words. */
  readonly functions: Readonly<Record<string, string>>;
  /**
   * The operations with one of these functions whose value does not have that shape: its checker cannot judge them. Absent
   * where any value will do, or where the checker itself says so.
   */
  readonly unfit?: (history: History) => readonly Operation[];
  /** The operations that alone decide the verdict, where not every operation that ended does. */
  readonly decisive?: { readonly text: string; readonly holds: (operation: Operation) => boolean };
  /** Functions that change nothing: an unknown outcome counts as a failure. */
  readonly idempotent: ReadonlySet<string>;
  /** Errors and timeouts are treated alike: each leaves its operation unknown, even a definite one, as on Maelstrom. */
  readonly everyErrorIsUnknown?: true;
  /** Whether a worker keeps its client when an operation ends unknown. */
  readonly reusesClients: boolean;
  /** Done for each node before the run begins, and again when it has been restarted, by a client of its own. */
  readonly setUp?: (client: Client, node: string, options: WorkloadOptions) => Promise<void>;
  /** Performs an operation. Rejects as `call` does. */
  readonly invoke: (
    client: Client,
    node: string,
    operation: Operation,
    options: WorkloadOptions,
  ) => Promise<Success>;
  readonly generators: (random: Random, options: WorkloadOptions, threads: readonly number[]) => Generators;
  /** What a node shows; when all show the same after the faults, the cluster has recovered. */
  readonly observe?: (client: Client, node: string) => Promise<unknown>;
  /**
   * Tells whether what all nodes show is all that this history lets a client expect. As long as it is not, the nodes are given
   * more time: they may show the same and yet hold back what they have acknowledged.
   */
  readonly settled?: (history: History) => (shown: unknown) => boolean;
  readonly checker: (options: WorkloadOptions) => Checker<R>;
  /** Its check can take long: a live run has it done in a thread of its own, under a limit. */
  readonly heavy?: true;
  /** The concurrency without the option, if one worker for each node cannot do. */
  readonly usualConcurrency?: string;
  /** Throws a UsageError where the options make no sense for it. */
  readonly validate?: (options: WorkloadOptions) => void;
}
