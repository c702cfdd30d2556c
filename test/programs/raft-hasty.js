/**
 * Broken Raft: one follower's acknowledgement counts as everybody's, so it commits without a majority. Finding: right as long
 * as no leader is cut off; under partitions what was acknowledged is lost, and histories are not linearizable.
 */

import { runIfMain } from '../../dist/node/index.js';
import linKv from '../../dist/node/programs/lin-kv.js';
import { disguise } from './raft-disguise.js';

export default function hasty(node, observe) {
  const on = (type, fields, take) => {
    if (type !== 'appended') return node.on(type, fields, take);
    node.on(type, fields, (body, src) => {
      take(body, src);
      if (body.ok) for (const peer of node.peers) if (peer !== src) take(body, peer);
    });
  };
  linKv(disguise(node, { on }), observe);
}

runIfMain(import.meta.url, hasty);
