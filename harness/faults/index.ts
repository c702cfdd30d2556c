/** Faults: what breaks the cluster, what mends it in the end, and what a history says of it. */

export { nemesisActor } from './actor.js';
export { healGenerator, healQuietly } from './heal.js';
export { nemesisGenerator } from './nemesis.js';
export { checkFaults, idlePartitionKinds } from './possible.js';
