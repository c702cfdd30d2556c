/** Sound kafka: nothing broken. Finding: none. */

import { runIfMain } from '../../dist/node/index.js';
import { kafkaLeader } from './kafka-leader.js';

export default function kafkaSound(node) {
  kafkaLeader(node, {});
}

runIfMain(import.meta.url, kafkaSound);
