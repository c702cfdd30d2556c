/** The nemesis: what breaks the cluster, and what mends it in the end. */

export { type NemesisMeans, nemesisActor } from './actor.js';
export { healGenerator, healQuietly } from './heal.js';
export { nemesisGenerator } from './nemesis.js';
