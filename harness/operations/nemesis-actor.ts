/** Executes an operation of the nemesis. */

import type { Operation } from './history.js';

/** Resolves with the value of the completion. Must not reject. */
export type NemesisActor = (operation: Operation) => Promise<unknown>;
