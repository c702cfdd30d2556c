/** How one value got around: each message between nodes (or from a client to its node) that carried it, and what came of it. */

/** Times are in nanoseconds since the run's zero. */
export interface Carry {
  readonly id: number;
  readonly src: string;
  readonly dest: string;
  readonly sentAt: number;
  /** The first delivery, or the drop; absent while it is under way. */
  endedAt?: number;
  /** Absent where it was delivered or is under way. */
  dropped?: string;
}

export class Spread {
  /** In order of sending. */
  readonly carries: Carry[] = [];

  /** Whether it got there, as far as is known by now. */
  holds(node: string): boolean {
    return this.carries.some((carry) => carry.dest === node && isDelivered(carry));
  }

  /** The first message that brought the value to a node; undefined where none did. */
  arrival(node: string): Carry | undefined {
    let first: Carry | undefined;
    for (const carry of this.carries) {
      if (carry.dest !== node || !isDelivered(carry)) continue;
      if (first === undefined || endOf(carry) < endOf(first)) first = carry;
    }
    return first;
  }

  /** The nodes that got it, in the order in which they did. */
  holders(): readonly Carry[] {
    const nodes = [...new Set(this.carries.map(({ dest }) => dest))];
    return nodes
      .flatMap((node) => this.arrival(node) ?? [])
      .toSorted((a, b) => endOf(a) - endOf(b) || a.id - b.id);
  }

  to(node: string): readonly Carry[] {
    return this.carries.filter(({ dest }) => dest === node);
  }

  from(node: string): readonly Carry[] {
    return this.carries.filter(({ src }) => src === node);
  }

  /** From the client that added it to this node, one message after the other; empty where it never got there. */
  path(node: string): readonly Carry[] {
    const path: Carry[] = [];
    const seen = new Set<string>();
    for (let at = node; !seen.has(at);) {
      seen.add(at);
      const arrival = this.arrival(at);
      if (arrival === undefined) break;
      path.unshift(arrival);
      at = arrival.src;
    }
    return path;
  }
}

export function isDelivered(carry: Carry): boolean {
  return carry.endedAt !== undefined && carry.dropped === undefined;
}

function endOf({ endedAt = Infinity }: Carry): number {
  return endedAt;
}
