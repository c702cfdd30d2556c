/**
 * The services that every network has: key-value stores of three consistency levels and a timestamp oracle. Nodes
 * reach them like any other endpoint, over links with latency and loss, but no partition ever cuts them off. The
 * statistics count them as servers.
 */

import type { Random } from '../../node/index.js';
import type { Network } from '../network.js';
import type { Trouble } from '../trouble.js';
import { LinearizableKeyValue } from './lin-kv.js';
import { TimestampOracle } from './lin-tso.js';
import { LastWriteWinsKeyValue } from './lww-kv.js';
import { SequentialKeyValue } from './seq-kv.js';
import { type Handler, Service } from './service.js';

/**
 * The ids of the services that every network of a cluster has. docs/protocol.md, section "Services", says what they
 * answer.
 */
export const SERVICES = ['lin-kv', 'seq-kv', 'lww-kv', 'lin-tso'] as const;
/** One of `SERVICES`. */
export type ServiceId = (typeof SERVICES)[number];

/**
 * Adds the services to a network, all empty. `report` is called for each request of a type that its service does not
 * know.
 */
export function attachServices(network: Network, random: Random, report: (trouble: Trouble) => void): void {
  for (const id of SERVICES)
    network.attach(id, new Service(id, handler(id, random.fork(id)), network, report));
}

function handler(id: ServiceId, random: Random): Handler {
  switch (id) {
    case 'lin-kv':
      return new LinearizableKeyValue();
    case 'seq-kv':
      return new SequentialKeyValue(random);
    case 'lww-kv':
      return new LastWriteWinsKeyValue(random);
    case 'lin-tso':
      return new TimestampOracle();
  }
}
