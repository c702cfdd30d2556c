/** All strategies keep one contract: delegate gossip, and the rivals that it is compared with. */

import { DelegateGossip } from '../../../node/gossip/delegate.js';
import { ackedStar } from '../../../node/gossip/rivals/acked-star.js';
import { Flood } from '../../../node/gossip/rivals/flood.js';
import { Plumtree } from '../../../node/gossip/rivals/plumtree.js';
import { RandomPush } from '../../../node/gossip/rivals/random-push.js';
import { keepsStrategyContract } from './strategy-contract.js';

keepsStrategyContract('delegate', (surroundings, parameters) => new DelegateGossip(surroundings, parameters));
keepsStrategyContract('flood', (surroundings, parameters) => new Flood(surroundings, parameters));
keepsStrategyContract('star', ackedStar);
keepsStrategyContract('random', (surroundings, parameters) => new RandomPush(surroundings, parameters));
keepsStrategyContract('plumtree', (surroundings, parameters) => new Plumtree(surroundings, parameters));
