/** Errors of the logs themselves: an offset with several messages, a message with several offsets. */

import { printExact } from '../../../node/index.js';
import { compareJson } from '../json-value.js';
import { type Example, type Findings, listed, named } from './finding.js';
import type { Log } from './logs.js';
import type { Message } from './message.js';

export function logErrors(logs: ReadonlyMap<string, Log>): Findings {
  const inconsistent: Example[] = [];
  const duplicates: Example[] = [];
  for (const [key, { slots }] of logs) {
    const repeated = new Set<Message>();
    for (const [index, { offset, messages }] of slots.entries()) {
      for (const message of messages) if (message.offsets.length > 1) repeated.add(message);
      if (messages.length < 2) continue;
      const values = messages.map(({ value }) => value).toSorted(compareJson);
      const text = `key ${printExact(key)} has several messages at offset ${offset}: ${listed(values)}`;
      inconsistent.push({ key, offset, index, values, text });
    }
    for (const message of repeated) {
      const { value, offsets } = message;
      const text = `${named(message)} is at several offsets: ${listed(offsets)}`;
      duplicates.push({ key, value, count: offsets.length, offsets, text });
    }
  }
  return { 'inconsistent-offsets': inconsistent, duplicate: duplicates };
}
