/** Broken kafka: puts every message into its log twice, as a retry without memory does. Finding: duplicate. */

import { runIfMain } from '../../dist/node/index.js';
import { append, kafkaLeader } from './kafka-leader.js';

export default function kafkaDoubles(node) {
  kafkaLeader(node, {
    append(log, message) {
      append(log, message);
      return append(log, message);
    },
  });
}

runIfMain(import.meta.url, kafkaDoubles);
