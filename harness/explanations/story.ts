/**
 * The journal's account of one value at one node, as facts that can be looked up in the journal or the history. Only
 * `story-words.ts` turns them into words.
 *
 * Times are in nanoseconds since the run's zero.
 */

import type { Fault } from '../faults/fault.js';
import type { Arrival, Carry } from './spread.js';

export type Story =
  /** The request that adds the value cannot be found, so its path is unknown. */
  | { readonly kind: 'no-request' }
  /** The request of the read cannot be found, so the node that did not show the value is unknown. */
  | { readonly kind: 'no-read-request' }
  /** It was found, but did not reach its node: by the journal no node ever had the value. */
  | { readonly kind: 'request-not-delivered'; readonly sends: readonly Send[] }
  /** The node got it before the read that did not show it. */
  | {
      readonly kind: 'not-shown';
      readonly arrival: Arrival;
      readonly readAt: number;
      /** When the node was killed between the two. */
      readonly killedAt: number | undefined;
      /** What damaged the message that brought it. */
      readonly damage: Drop | undefined;
      /** The first arrival after the read. */
      readonly again: Arrival | undefined;
    }
  /** It came to the node after its last read had been invoked. */
  | { readonly kind: 'after-last-read'; readonly arrival: Arrival; readonly readAt: number }
  /** It was sent to the node, and no message that is seen to carry it was delivered. */
  | { readonly kind: 'not-delivered'; readonly sends: readonly Send[]; readonly absence: Absence }
  /** No message to the node is seen to carry it, though others had it. */
  | {
      readonly kind: 'not-sent';
      readonly source: Arrival;
      /** The nodes to which the first holder sent it. */
      readonly targets: readonly string[];
      /** The other nodes that had it. */
      readonly others: readonly string[];
      readonly deaths: readonly { readonly node: string; readonly at: number }[];
      readonly absence: Absence;
      /** The messages with the value of the first holder. */
      readonly sends: readonly Carry[];
    }
  /** It arrived after the read: its path. */
  | { readonly kind: 'way'; readonly hops: readonly Hop[]; readonly omitted: number };

/** A message to the node, and why it did not arrive. */
export interface Send {
  readonly carry: Carry;
  /** Undefined if it was still under way at the end. */
  readonly drop: Drop | undefined;
}

export interface Drop {
  readonly reason: string;
  /** The faults in force on that link, or at that node, when it was dropped. */
  readonly fault: Fault | undefined;
}

export interface Hop {
  readonly arrival: Arrival;
  /** When its sender got the value. */
  readonly had: number | undefined;
  /** Earlier messages to the same node that were dropped. */
  readonly failed: readonly Send[];
  /**
   * The causes of the delay: each was in force on this link when it was sent, or kept its sender paused while that
   * had the value.
   */
  readonly causes: readonly Fault[];
}

/** The conclusion from the fact that no other message is seen to carry the value to the node. */
export type Absence =
  /** No message at all was sent to the node afterwards. */
  | { readonly kind: 'nothing-sent' }
  /** Messages of this program that carry values are recognised, and this was none of them. */
  | { readonly kind: 'readable' }
  /** It is not known whether they are recognised: no value is seen to have come from another node. */
  | { readonly kind: 'unproven' }
  /** They are not: a node showed a value that no message is seen to have brought it. */
  | { readonly kind: 'unreadable'; readonly value: unknown; readonly node: string; readonly at: number };

/** The messages that a story is about. */
export function messagesOf(story: Story): readonly number[] {
  return [...new Set(carriesOf(story).map(({ id }) => id))];
}

function carriesOf(story: Story): readonly Carry[] {
  switch (story.kind) {
    case 'no-request':
    case 'no-read-request':
      return [];
    case 'request-not-delivered':
    case 'not-delivered':
      return story.sends.map(({ carry }) => carry);
    case 'not-shown':
      return [story.arrival, story.again].flatMap((arrival) => arrival?.carry ?? []);
    case 'after-last-read':
      return [story.arrival.carry];
    case 'not-sent':
      return [story.source.carry, ...story.sends];
    case 'way':
      return story.hops.flatMap(({ arrival, failed }) => [
        ...failed.map(({ carry }) => carry),
        arrival.carry,
      ]);
  }
}
