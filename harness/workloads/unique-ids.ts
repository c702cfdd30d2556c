/** Unique ids: no two requests may ever get the same. */

import { uniqueIds as uniqueIdsChecker, type UniqueIdsResult } from '../checkers/index.js';
import { endless } from '../operations/generator.js';
import { call, present, rpc } from '../operations/rpc.js';
import type { Workload } from './workload.js';

const GENERATE = rpc('generate', { id: present });

export const uniqueIds: Workload<UniqueIdsResult> = {
  name: 'unique-ids',
  about: 'every request gets an id that no other ever gets',
  reference: {
    load: 'Each operation asks for an id.',
    requests: [
      {
        rpc: GENERATE,
        does: 'Replies with an id that no node of the cluster has given out before or will give out again.',
        takes: {},
        gives: { id: { is: 'any JSON value', example: 'n1-0' } },
      },
    ],
    checks: ['No two replies have the same id. Ids are compared by structure: `1` and `"1"` differ.'],
  },
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
