/** `--clock-skew`: which clocks are wrong during the whole run. */

import { isSimulated, LIVE_CLOCKS, parseSkews, type Skew } from '../../router/index.js';
import { messageOf } from '../errors/message-of.js';
import { UsageError } from '../errors/usage-error.js';
import type { ClusterOptions } from './options.js';

/** By node. Throws a UsageError on a text, or a node that is not there, and in runtimes whose clocks are the machine's. */
export function readClockSkews({
  nodes,
  runtime,
  'clock-skew': texts,
}: Pick<ClusterOptions, 'nodes' | 'runtime' | 'clock-skew'>): ReadonlyMap<string, Skew> {
  if (texts.length > 0 && !isSimulated(runtime)) throw new UsageError(`--clock-skew: ${LIVE_CLOCKS}`);
  try {
    return parseSkews(texts, nodes);
  } catch (error) {
    throw new UsageError(`--clock-skew: ${messageOf(error)}`);
  }
}
