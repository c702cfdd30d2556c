/** lin-kv: a linearizable key-value store. One map; each request is one step on its newest state. */

import { act, KEY_VALUE_TYPES } from './key-value.js';
import type { Handler, Reply, Request } from './service.js';
import type { StoredValue } from './stored-value.js';

export class LinearizableKeyValue implements Handler {
  readonly types = KEY_VALUE_TYPES;
  readonly #values = new Map<string, StoredValue>();

  answer(request: Request): Reply {
    const key = request.field('key').comparable;
    const { reply, written } = act(request, this.#values.get(key));
    if (written !== undefined) this.#values.set(key, written);
    return reply;
  }
}
