/** Names of a run's messages, by which its plan's exceptions find them. */

import { type MessageName, MessageNumbering } from '../../router/index.js';
import { UsageError } from '../errors/usage-error.js';
import { readJournal } from '../store/journal-reader.js';

/** The name of each of the messages of a journal. Rejects with a UsageError if there is no such message between nodes. */
export async function messageNames(
  journal: string,
  ids: readonly number[],
): Promise<ReadonlyMap<number, MessageName>> {
  const wanted = new Set(ids);
  const names = new Map<number, MessageName>();
  const numbering = new MessageNumbering();
  let last = -1;
  for await (const event of readJournal(journal)) {
    if (event.type !== 'send') continue;
    const { id, src, dest } = event.message;
    last = id;
    const name = numbering.next(event.message);
    if (!wanted.has(id)) continue;
    if (name === undefined) {
      throw new UsageError(
        `message ${id} is between a client and a node (${src} -> ${dest}): expected one between nodes or services`,
      );
    }
    names.set(id, name);
  }
  const missing = ids.find((id) => !names.has(id));
  if (missing !== undefined) {
    throw new UsageError(`there is no message ${missing} in ${journal}: its messages are 0 to ${last}`);
  }
  return names;
}
