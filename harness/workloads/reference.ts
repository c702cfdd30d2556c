/**
 * What docs/workloads.md says of a workload: data, written in the workload's own file, from which the page is generated.
 * Sentences are complete and end with a full stop; Markdown may be used in them.
 */

import type { Rpc } from '../operations/rpc.js';

/** A field of a request or of a reply: its type in words, and a value that it may have. */
interface FieldReference {
  readonly is: string;
  readonly example: unknown;
}

/** A request that clients send to nodes. */
export interface RequestReference {
  readonly rpc: Rpc<unknown>;
  /** What the node has to do. */
  readonly does: string;
  /** The fields of the request, beside `type` and `msg_id`. */
  readonly takes: Readonly<Record<string, FieldReference>>;
  /** The fields of the reply, beside `type` and `in_reply_to`. */
  readonly gives: Readonly<Record<string, FieldReference>>;
}

/** All that there is to say of a workload, beside its `about`. */
export interface WorkloadReference {
  /** What clients do, and how often. */
  readonly load: string;
  /** In an order in which one node can be sent the examples: together they are a sample exchange. */
  readonly requests: readonly RequestReference[];
  /** What makes a run invalid or unknown, a point each. */
  readonly checks: readonly string[];
}
