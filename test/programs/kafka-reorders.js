/** Broken kafka: polls show the last two messages of a key in the wrong order. Finding: int-nonmonotonic-poll. */

import { runIfMain } from '../../dist/node/index.js';
import { kafkaLeader, read } from './kafka-leader.js';

export default function kafkaReorders(node) {
  kafkaLeader(node, {
    read(log, from) {
      const messages = read(log, from);
      return [...messages.slice(0, -2), ...messages.slice(-2).toReversed()];
    },
  });
}

runIfMain(import.meta.url, kafkaReorders);
