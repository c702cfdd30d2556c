/**
 * Sockets. What nodes send one another by them takes no virtual time, and no node is known to wait for it: a node that addresses
 * another one is refused and named.
 */

import { type Action, NEVER, returns, RUN } from '../action.js';
import { ERRNO } from '../linux.js';
import { type SocketAddress, socketAddress } from '../neighbours.js';
import type { Task } from '../task.js';
import type { Call } from './call.js';

/** The longest `struct sockaddr`. */
const MOST = 128;

function addressAt({ process }: Task, address: number, length: number): SocketAddress | undefined {
  if (address === 0 || length <= 0) return undefined;
  return socketAddress(process.memory.read(address, Math.min(MOST, length)));
}

/** What to do with a call that sends something to an address. */
function send(task: Task, call: string, address: SocketAddress | undefined, otherwise: Action): Action {
  const { node } = task;
  if (address === undefined || !node.neighbours.isOther(node.index, address)) return otherwise;
  node.noteSocket({ call, address: address.text, toNode: true });
  return returns(-ERRNO.ECONNREFUSED);
}

function bind(task: Task): Action {
  const { registers, node } = task;
  const address = addressAt(task, registers.argument(1), registers.intArgument(2));
  // Port 0 is any that is free, which others do not know.
  if (address === undefined || address.port === 0) return RUN;
  return {
    do: 'change',
    result: (result) => {
      if (result !== 0) return result;
      node.neighbours.bind(node.index, address);
      if (address.port !== undefined) node.noteSocket({ call: 'bind', address: address.text, toNode: false });
      return result;
    },
  };
}

/** The address in a `struct msghdr`. */
function addressOfMessage(task: Task): SocketAddress | undefined {
  const header = task.process.memory.read(task.registers.argument(1), 12);
  return addressAt(task, Number(header.readBigUInt64LE(0)), header.readUInt32LE(8));
}

const CONNECTING: Action = {
  do: 'wait',
  wait: { call: 'connect', deadline: NEVER, expire: () => -ERRNO.EINTR },
};

export const SOCKETS: readonly Call[] = [
  { name: 'bind', number: 49, enter: bind },
  {
    name: 'connect',
    number: 42,
    enter: (task) => {
      const { registers } = task;
      const address = addressAt(task, registers.argument(1), registers.intArgument(2));
      return send(task, 'connect', address, CONNECTING);
    },
  },
  {
    name: 'sendto',
    number: 44,
    enter: (task) => {
      const { registers } = task;
      const address = addressAt(task, registers.argument(4), registers.intArgument(5));
      return send(task, 'sendto', address, RUN);
    },
  },
  { name: 'sendmsg', number: 46, enter: (task) => send(task, 'sendmsg', addressOfMessage(task), RUN) },
];
