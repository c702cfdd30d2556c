/**
 * Assigns endpoints to lanes: nodes and services have their own; clients share one, have one each, or have none. Then their
 * messages are ticks on the lanes of nodes, or hidden.
 */

import type { Endpoint } from '../report-data.js';

export type ClientLanes = 'ticks' | 'one' | 'each' | 'none';

export class Lanes {
  readonly endpoints: readonly Endpoint[];
  /** What clients have at first. */
  readonly usual: ClientLanes;
  #clients: ClientLanes;
  #lanes: readonly number[] = [];
  #members: readonly number[][] = [];
  names: readonly string[] = [];

  constructor(endpoints: readonly Endpoint[], clients: ClientLanes = 'one') {
    this.endpoints = endpoints;
    this.usual = clients;
    this.#clients = clients;
    this.#arrange();
  }

  get clients(): ClientLanes {
    return this.#clients;
  }

  set clients(how: ClientLanes) {
    this.#clients = how;
    this.#arrange();
  }

  get count(): number {
    return this.names.length;
  }

  /** The lane of an endpoint; -1 if it has none. */
  of(endpoint: number): number {
    return this.#lanes[endpoint] ?? -1;
  }

  /** The endpoints of a lane. */
  in(lane: number): readonly number[] {
    return this.#members[lane] ?? [];
  }

  /** Whether it is the lane of a node. */
  isServerLane(lane: number): boolean {
    return this.in(lane).some((endpoint) => this.endpoints[endpoint]?.kind === 'node');
  }

  #arrange(): void {
    const names: string[] = [];
    let together = -1;
    this.#lanes = this.endpoints.map(({ name, kind }) => {
      if (kind !== 'client' || this.#clients === 'each') return names.push(name) - 1;
      if (this.#clients === 'none' || this.#clients === 'ticks') return -1;
      if (together === -1) together = names.push('clients') - 1;
      return together;
    });
    this.names = names;
    this.#members = names.map(() => []);
    for (const [endpoint, lane] of this.#lanes.entries()) this.#members[lane]?.push(endpoint);
  }
}

/** Whether a message goes between nodes and services. */
export function isServer({ endpoints }: Pick<Lanes, 'endpoints'>, src: number, dest: number): boolean {
  return endpoints[src]?.kind !== 'client' && endpoints[dest]?.kind !== 'client';
}
