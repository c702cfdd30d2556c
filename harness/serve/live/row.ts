/**
 * The rows of the live view. Shared by the server that makes rows and the browser that draws them.
 *
 * Times are seconds since the run's zero. All texts are bounded and are plain text: they must be escaped before they
 * are shown.
 */

export type Row =
  /** A message between nodes, or between a node and a service. */
  | {
      readonly kind: 'send';
      readonly at: number;
      readonly id: number;
      readonly from: string;
      readonly to: string;
      readonly type: string;
      readonly body: string;
    }
  | {
      readonly kind: 'receive';
      readonly at: number;
      readonly id: number;
      /** What arrived is not what was sent. */
      readonly damaged?: true;
    }
  | { readonly kind: 'drop'; readonly at: number; readonly id: number; readonly reason: string }
  /** A client's request to a node, or the node's reply to it. */
  | {
      readonly kind: 'request' | 'reply' | 'error';
      readonly at: number;
      readonly node: string;
      readonly type: string;
    }
  | {
      readonly kind: 'fault';
      readonly at: number;
      readonly fault: string;
      readonly text: string;
      /** The node that it befell, if it is one of nodes. */
      readonly node?: string;
      /** It lasts until another row ends it; absent for a moment. */
      readonly lasts?: true;
      /** The faults that it ends, at the same node. */
      readonly ends: readonly string[];
    }
  | { readonly kind: 'counts'; readonly at: number; readonly counts: Counts }
  /** This many rows before this one were left out, because the reader is slow or there were too many. */
  | { readonly kind: 'skipped'; readonly rows: number };

/** Since the run began. */
export interface Counts {
  /** Messages sent between servers. */
  readonly sent: number;
  readonly dropped: number;
  readonly invoked: number;
  readonly ok: number;
  readonly fail: number;
  readonly info: number;
  readonly faults: number;
}

/** The run that rows are of. */
export interface LiveRun {
  readonly workload: string;
  readonly time: string;
  /** The start time, formatted for a person. */
  readonly when: string;
  readonly nodes: readonly string[];
  /** The path of its report. */
  readonly path: string;
}

/** The end of a run. */
export interface LiveEnd {
  readonly verdict: string;
  readonly tone: 'good' | 'bad' | 'warn';
  /** Why it is not valid, in one line. */
  readonly reason?: string;
  readonly path: string;
  readonly problem?: string;
}
