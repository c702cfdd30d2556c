/** What is said of a node in virtual time that uses sockets which others may use. */

import type { Trouble } from '../../trouble.js';
import type { SocketUse } from './messages.js';

export function socketTrouble(node: string, { call, address, toNode }: SocketUse): Trouble {
  const flaw = toNode
    ? `called ${call} with the address ${address} of another node, which was refused`
    : `called ${call} with the address ${address}, where others may send something`;
  return {
    node,
    kind: 'socket',
    what: `${node} ${flaw}`,
    flaw,
    expected:
      'nodes that talk to one another by messages on stdin and stdout: what goes over sockets takes no virtual time',
    hint: 'use --runtime process for programs with sockets of their own',
  };
}
