/** Counts a stored journal again, as the network was counted while it ran. */

import { isClientId } from '../../node/index.js';
import { Envelope } from '../../router/index.js';
import { NetStatistics } from '../checkers/index.js';
import { readJournal } from './journal-reader.js';
import type { ReadOptions } from './ndjson-reader.js';

/** What is counted is only whether a client is at one end. */
const FOR_CLIENT = new Envelope(0, { src: 'c0', dest: 'n0', body: {} });
const FOR_SERVER = new Envelope(0, { src: 'n0', dest: 'n1', body: {} });

/** `observers` are the clients whose messages do not count. Throws a UsageError where the file is no journal. */
export async function countJournal(
  file: string,
  observers: readonly string[],
  options: Pick<ReadOptions, 'whole'> = {},
): Promise<NetStatistics> {
  const statistics = new NetStatistics();
  const hidden = new Set(observers);
  const kinds = new Map<number, Envelope>();
  for await (const event of readJournal(file, options)) {
    if (event.type === 'send') {
      const { id, src, dest } = event.message;
      if (hidden.has(src) || hidden.has(dest)) continue;
      const kind = isClientId(src) || isClientId(dest) ? FOR_CLIENT : FOR_SERVER;
      kinds.set(id, kind);
      statistics.send(event.time, kind);
    } else if (event.type === 'recv') {
      const kind = kinds.get(event.id);
      if (kind !== undefined) statistics.receive(event.time, kind);
    }
  }
  return statistics;
}
