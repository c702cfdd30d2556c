/**
 * The data of a report for its script: this as JSON, and beside it columns of numbers and blocks of text, each
 * compressed in an element of its own, so that data that is not shown is never unpacked.
 *
 * Times are whole nanoseconds since the run's zero. Names of columns and blocks are the ids of their elements.
 */

import type { Finding } from '../findings/finding.js';
import type { TextTable } from '../page/packing.js';
import type { Picture } from './pictures/picture.js';
import type { ValueLayout } from '../trace/occurrence.js';

export interface ReportData {
  readonly workload: string;
  /** All endpoints, in the order of lanes: nodes, services, clients. */
  readonly endpoints: readonly Endpoint[];
  /** Indexed by a message's `type`. */
  readonly types: readonly string[];
  /** Indexed by its `outcome`: `under way`, `delivered`, then the reasons of drops. */
  readonly outcomes: readonly string[];
  /** Indexed by its `cause`; the first is for messages of clients. */
  readonly causes: readonly string[];
  readonly functions: readonly string[];
  readonly faults: readonly FaultSpan[];
  /** When the last event happened. */
  readonly end: number;
  readonly messages: Table;
  readonly operations: Table;
  /** Of sets that only grow: the fate of each value. */
  readonly values: Table;
  readonly findings: readonly Finding[];
  /** Of what went wrong. */
  readonly pictures: readonly Picture[];
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
  /** Why it drops messages, if it does. */
  readonly drops?: string;
  /** The endpoints that it hits; absent if it is one of the network. */
  readonly hits?: readonly number[];
}

interface Table extends TextTable {
  readonly length: number;
}

export const OPERATION_ENDS = ['open', 'ok', 'fail', 'info'] as const;
export const VALUE_OUTCOMES = ['stable', 'lost', 'never-read'] as const;
