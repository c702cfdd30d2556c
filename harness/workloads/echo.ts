/** Echo: a node must say back what it is told (spec section 7.1). */

import { echoChecker } from '../checkers/index.js';
import { endless } from '../operations/generator.js';
import { call, present, rpc } from '../operations/rpc.js';
import type { Workload } from './workload.js';

const ECHO = rpc('echo', { echo: present });

export const echo: Workload = {
  name: 'echo',
  about: 'a node says back what it is told',
  program: 'echo',
  functions: { echo: 'any value, answered by {"echo": value}' },
  idempotent: new Set(),
  reusesClients: false,

  async invoke(client, node, { value }) {
    return { value: await call(client, node, ECHO, { echo: value }) };
  },

  generators(random) {
    return { main: endless(() => ({ f: 'echo', value: `Please echo ${random.integer(0, 127)}` })) };
  },

  checker: () => echoChecker,
};
