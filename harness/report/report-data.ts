/**
 * What a report carries for its script: this as JSON, and beside it columns of numbers and blocks of text, each compressed
 * by itself in an element of its own, so that what is not looked at is never unpacked.
 *
 * Times are whole nanoseconds since the run's zero. Names of columns and blocks are the ids of their elements.
 */

import type { Finding } from '../findings/finding.js';
import type { TextTable } from '../page/packing.js';
import type { ValueLayout } from '../trace/occurrence.js';

export interface ReportData {
  readonly workload: string;
  /** All that sends or receives, in the order of lanes: nodes, services, clients. */
  readonly endpoints: readonly Endpoint[];
  /** What a message's `type` counts in. */
  readonly types: readonly string[];
  /** What its `outcome` counts in: `under way`, `delivered`, then the reasons of drops. */
  readonly outcomes: readonly string[];
  /** What its `cause` counts in; the first is for messages of clients. */
  readonly causes: readonly string[];
  readonly functions: readonly string[];
  readonly faults: readonly FaultSpan[];
  /** When the last thing happened. */
  readonly end: number;
  readonly messages: Table;
  readonly operations: Table;
  /** Of sets that only grow: what became of each value. */
  readonly values: Table;
  readonly findings: readonly Finding[];
  /** Where messages of Eddy's own programs hold values, for the search of one. */
  readonly valueLayouts: readonly ValueLayout[];
}

export type EndpointKind = 'node' | 'service' | 'client';

export interface Endpoint {
  readonly name: string;
  readonly kind: EndpointKind;
}

export interface FaultSpan {
  readonly fault: string;
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** The endpoints that it hits; absent where it is one of the network. */
  readonly hits?: readonly number[];
}

interface Table extends TextTable {
  readonly length: number;
}

export const OPERATION_ENDS = ['open', 'ok', 'fail', 'info'] as const;
export const VALUE_OUTCOMES = ['stable', 'lost', 'never-read'] as const;
