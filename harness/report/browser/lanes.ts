/** Assigns endpoints to lanes: nodes and services have their own; clients share one, have one each, or are hidden. */

import type { Endpoint } from '../report-data.js';

export type ClientLanes = 'one' | 'each' | 'none';

export class Lanes {
  readonly endpoints: readonly Endpoint[];
  #clients: ClientLanes = 'one';
  #lanes: readonly number[] = [];
  names: readonly string[] = [];

  constructor(endpoints: readonly Endpoint[]) {
    this.endpoints = endpoints;
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

  #arrange(): void {
    const names: string[] = [];
    let together = -1;
    this.#lanes = this.endpoints.map(({ name, kind }) => {
      if (kind !== 'client' || this.#clients === 'each') return names.push(name) - 1;
      if (this.#clients === 'none') return -1;
      if (together === -1) together = names.push('clients') - 1;
      return together;
    });
    this.names = names;
  }
}

/** Whether a message goes between nodes and services. */
export function isServer({ endpoints }: Pick<Lanes, 'endpoints'>, src: number, dest: number): boolean {
  return endpoints[src]?.kind !== 'client' && endpoints[dest]?.kind !== 'client';
}
