/** Broken kafka: acknowledges every fifth message without keeping it. Finding: lost-write and unseen. */

import { runIfMain } from '../../dist/node/index.js';
import { kafkaLeader } from './kafka-leader.js';

export default function kafkaLosesSends(node) {
  let count = 0;
  let next = 0;
  kafkaLeader(node, {
    append(log, message) {
      const offset = next++;
      if (++count % 5 !== 0) log.push([offset, message]);
      return offset;
    },
  });
}

runIfMain(import.meta.url, kafkaLosesSends);
