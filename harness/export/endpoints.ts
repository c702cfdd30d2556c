/** The endpoints of a run, in the order in which a picture shows them: nodes, services, clients. */

import { isClientId } from '../../node/index.js';
import { SERVICES } from '../../router/index.js';
import type { TraceEntry } from '../trace/journeys.js';

export type EndpointKind = 'node' | 'service' | 'client';

export interface Endpoint {
  readonly name: string;
  readonly kind: EndpointKind;
}

const KINDS: readonly EndpointKind[] = ['node', 'service', 'client'];

export class Endpoints {
  readonly #nodes: readonly string[];
  readonly #seen = new Set<string>();

  /** `nodes`: those whose order is known. */
  constructor(nodes: readonly string[]) {
    this.#nodes = nodes;
  }

  add(entry: TraceEntry): void {
    if (entry.type === 'fault') return;
    this.#seen.add(entry.message.src);
    this.#seen.add(entry.message.dest);
  }

  /**
   * The endpoints that sent or were sent a message. Within a kind, the known ones come first, others in order of
   * appearance, but clients by number.
   */
  list(): readonly Endpoint[] {
    const known = this.#nodes.filter((node) => this.#seen.has(node));
    const names = [...new Set([...known, ...this.#seen])];
    const of = (kind: EndpointKind): readonly string[] => names.filter((name) => kindOf(name) === kind);
    const clients = of('client').toSorted(byNumber);
    return KINDS.flatMap((kind) => (kind === 'client' ? clients : of(kind)).map((name) => ({ name, kind })));
  }
}

/** Clients are numbered as they appear, and a filter may hide the first ones. Names without a number come last. */
function byNumber(a: string, b: string): number {
  const [x, y] = [a, b].map((name) => Number(/^c(\d{1,15})$/.exec(name)?.[1] ?? Infinity));
  return x === y || x === undefined || y === undefined ? 0 : x - y;
}

function kindOf(name: string): EndpointKind {
  if (SERVICES.some((service) => service === name)) return 'service';
  return isClientId(name) ? 'client' : 'node';
}
