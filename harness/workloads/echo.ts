/** Echo: a node must reply with what it was sent. */

import { echoChecker, type EchoResult } from '../checkers/index.js';
import { endless } from '../operations/generator.js';
import { call, present, rpc } from '../operations/rpc.js';
import type { Workload } from './workload.js';

const ECHO = rpc('echo', { echo: present });

export const echo: Workload<EchoResult> = {
  name: 'echo',
  about: 'a node returns the payload of each request',
  reference: {
    load: 'Each operation sends a short text.',
    requests: [
      {
        rpc: ECHO,
        does: 'Replies with the same value.',
        takes: { echo: { is: 'any JSON value; clients send texts', example: 'Please echo 35' } },
        gives: { echo: { is: 'the value of the request', example: 'Please echo 35' } },
      },
    ],
    checks: [
      'Each reply must have the value of its request. A definite error counts as a wrong reply.',
      'A request without an answer, or with an indefinite error, says nothing.',
    ],
  },
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
