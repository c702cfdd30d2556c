/**
 * The simplest star: leaves send to the first node, which sends to all others; each message is acknowledged by one of
 * its own, and sent again each second until it is. Both sides hold values back for `gossip_interval_ms`.
 */

import type { Parameters, Strategy, Surroundings } from '../strategy.js';
import { Flood } from './flood.js';

export function ackedStar(surroundings: Surroundings, parameters: Parameters): Strategy {
  const { self, nodes } = surroundings;
  const [hub, ...leaves] = nodes;
  const star = new Flood(surroundings, parameters);
  star.suggest(self === hub ? leaves : hub === undefined ? [] : [hub]);
  // The suggested topology is ignored: this is always a star.
  star.suggest = () => {};
  return star;
}
