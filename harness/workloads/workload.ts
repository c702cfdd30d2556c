/**
 * What a workload is. Each is one file with four parts in the same order: requests, client, generators, checker. A new one
 * is such a file and a line in `index.ts`.
 */

import type { Random } from '../../node/index.js';
import type { Client } from '../../router/index.js';
import type { Checker } from '../checkers/checker.js';
import type { Generator } from '../generator.js';
import type { Operation } from '../history.js';
import type { TestOptions } from '../options.js';

/** What an operation that succeeded saw: the value of its `ok`, and further fields for the history. */
export interface Success {
  readonly value: unknown;
  readonly [extra: string]: unknown;
}

export interface Workload {
  readonly name: string;
  /** What it tests, in one line. */
  readonly about: string;
  /** Eddy's own program for it. */
  readonly program: string;
  /** Functions that change nothing: an unknown outcome counts as a failure. */
  readonly idempotent: ReadonlySet<string>;
  /** Whether a worker keeps its client when an operation ends unknown. */
  readonly reusesClients: boolean;
  /** Done once per node before the run begins, by a client of its own. */
  readonly setUp?: (client: Client, node: string, options: TestOptions) => Promise<void>;
  /** Performs an operation. Rejects as `call` does. */
  readonly invoke: (client: Client, node: string, operation: Operation) => Promise<Success>;
  readonly generator: (random: Random, options: TestOptions) => Generator;
  /** What is done after all faults are healed and the cluster has come to rest; none: the run ends without. */
  readonly finalGenerator?: (threads: readonly number[], options: TestOptions) => Generator;
  /** What a node shows; when all show the same after the faults, the cluster has recovered. */
  readonly observe?: (client: Client, node: string) => Promise<unknown>;
  readonly checker: (options: TestOptions) => Checker;
}
