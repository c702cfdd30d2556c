/** Requests to the handler of a service, without a network: `ask('c1', { type: 'read', key: 1 })`. */

import type { Handler } from '../../../router/services/service.js';
import { StoredValue } from '../../../router/services/stored-value.js';

/** The reply as the body that would be sent, less `in_reply_to`. */
export type Ask = (src: string, body: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

export function asking(handler: Handler): Ask {
  return (src, body) => {
    const field = (name: string): StoredValue => new StoredValue(JSON.stringify(body[name] ?? null));
    const { type, fields = {} } = handler.answer({ src, type: String(body['type']), field });
    const parsed = Object.entries(fields).map(([name, text]) => [name, JSON.parse(text) as unknown] as const);
    return { type, ...Object.fromEntries(parsed) };
  };
}

export const read = (key: unknown) => ({ type: 'read', key });
export const write = (key: unknown, value: unknown) => ({ type: 'write', key, value });
export const cas = (key: unknown, from: unknown, to: unknown, more: object = {}) => ({
  type: 'cas',
  key,
  from,
  to,
  ...more,
});
