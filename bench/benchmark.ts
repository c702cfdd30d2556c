/** What a benchmark is: a name to call it by, a sentence for the reader, and a run that ends in a table. */

import type { Table } from './table.js';

export interface Benchmark {
  readonly name: string;
  /** What is measured and what it should reach, in one or two sentences. */
  readonly about: string;
  run(): Promise<Table>;
}
