/** Nodes in virtual time: the contract of all hosts. */

import test from 'ava';
import {
  type Command,
  machineObstacle,
  VirtualClock,
  VirtualHost,
  VirtualNodes,
} from '../../../../router/index.js';
import { programFile } from '../../programs.js';
import { contract, type MakeHost } from '../contract.js';
import { dataFolder } from '../data-folder.js';
import { pacedClock } from './paced-clock.js';

const obstacle = machineObstacle();

function commanded(command: Command): MakeHost {
  return (node, network, listener) => {
    const { clock } = network;
    if (!(clock instanceof VirtualClock)) throw new Error('expected a virtual clock');
    const start = (seed: number) => ({ command, seed });
    return new VirtualHost(node, start, new VirtualNodes(clock, 30_000), {
      network,
      listener,
      data: dataFolder(),
    });
  };
}

if (obstacle === undefined) {
  contract(commanded({ command: process.execPath, args: [programFile('subject.js')] }), pacedClock);
} else {
  test.skip(`virtual time is not possible here: ${obstacle}`, () => {});
}
