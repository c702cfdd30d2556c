/** Clocks read by a system call, where the vDSO is not used. */

import { returns } from '../action.js';
import type { Call } from './call.js';
import { isWall } from './sleeps.js';

function pair([seconds, fraction]: readonly [number, number], unit = 1): Uint8Array {
  return new Uint8Array(BigInt64Array.of(BigInt(seconds), BigInt(Math.floor(fraction / unit))).buffer);
}

export const CLOCKS: readonly Call[] = [
  {
    name: 'clock_gettime',
    number: 228,
    enter: ({ registers, process, node }) => {
      const time = node.clock.show(isWall(registers.intArgument(0)));
      process.memory.write(registers.argument(1), pair(time));
      return returns(0);
    },
  },
  {
    name: 'gettimeofday',
    number: 96,
    enter: ({ registers, process, node }) => {
      const address = registers.argument(0);
      if (address !== 0) process.memory.write(address, pair(node.clock.show(true), 1000));
      return returns(0);
    },
  },
  {
    name: 'time',
    number: 201,
    enter: ({ registers, process, node }) => {
      const [seconds] = node.clock.show(true);
      const address = registers.argument(0);
      if (address !== 0)
        process.memory.write(address, new Uint8Array(BigInt64Array.of(BigInt(seconds)).buffer));
      return returns(seconds);
    },
  },
];
