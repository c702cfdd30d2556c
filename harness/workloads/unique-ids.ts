/** Unique ids: no two requests may ever get the same (spec section 7.2). */

import { uniqueIds as uniqueIdsChecker } from '../checkers/index.js';
import { endless } from '../operations/generator.js';
import { call, present, rpc } from '../operations/rpc.js';
import type { Workload } from './workload.js';

const GENERATE = rpc('generate', { id: present });

export const uniqueIds: Workload = {
  name: 'unique-ids',
  about: 'every request gets an id that no other ever gets',
  program: 'unique-ids',
  functions: { generate: 'nothing, answered by the id' },
  idempotent: new Set(),
  reusesClients: true,

  async invoke(client, node) {
    const { id } = await call(client, node, GENERATE, {});
    return { value: id };
  },

  generators: () => ({ main: endless(() => ({ f: 'generate', value: null })) }),

  checker: () => uniqueIdsChecker,
};
