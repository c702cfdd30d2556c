/** The nemesis: what breaks the cluster, and what mends it in the end. */

export { type NemesisMeans, nemesisActor } from './actor.js';
export { NEMESIS_BEGINS } from './fault-kinds.js';
export { healGenerator, healQuietly } from './heal.js';
export { nemesisGenerator } from './nemesis.js';
export { checkFaults, idlePartitionKinds } from './possible.js';
