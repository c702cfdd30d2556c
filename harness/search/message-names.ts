/** Names of a run's messages, by which its plan's exceptions find them. */

import { isClientId } from '../../node/index.js';
import type { MessageName } from '../../router/index.js';
import { UsageError } from '../errors/usage-error.js';
import { readJournal } from '../store/journal-reader.js';

/** The name of each of the messages of a journal. Rejects with a UsageError if there is no such message between nodes. */
export async function messageNames(
  journal: string,
  ids: readonly number[],
): Promise<ReadonlyMap<number, MessageName>> {
  const wanted = new Set(ids);
  const names = new Map<number, MessageName>();
  const counts = new Map<string, number>();
  let last = -1;
  for await (const event of readJournal(journal)) {
    if (event.type !== 'send') continue;
    const { id, src, dest, body } = event.message;
    last = id;
    if (isClientId(src) || isClientId(dest)) {
      if (!wanted.has(id)) continue;
      throw new UsageError(
        `message ${id} is between a client and a node (${src} -> ${dest}): expected one between nodes or services`,
      );
    }
    const type = typeof body['type'] === 'string' ? body['type'] : '';
    const key = JSON.stringify([src, dest, type]);
    const nth = (counts.get(key) ?? 0) + 1;
    counts.set(key, nth);
    if (wanted.has(id)) names.set(id, { src, dest, type, nth });
  }
  const missing = ids.find((id) => !names.has(id));
  if (missing !== undefined) {
    throw new UsageError(`there is no message ${missing} in ${journal}: its messages are 0 to ${last}`);
  }
  return names;
}
