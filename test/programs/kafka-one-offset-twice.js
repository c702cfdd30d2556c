/** Broken kafka: gives every fifth message of a log the offset of the one before it. Finding: inconsistent-offsets. */

import { runIfMain } from '../../dist/node/index.js';
import { append, kafkaLeader } from './kafka-leader.js';

export default function kafkaOneOffsetTwice(node) {
  kafkaLeader(node, {
    append(log, message) {
      if (log.length % 5 !== 4) return append(log, message);
      const [offset] = log.at(-1);
      log.push([offset, message]);
      return offset;
    },
  });
}

runIfMain(import.meta.url, kafkaOneOffsetTwice);
