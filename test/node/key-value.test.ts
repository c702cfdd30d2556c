/** The client of the key-value services, against a small one that answers at once. */

import test from 'ava';
import { type Body, type KeyValue, RpcError } from '../../node/index.js';
import { WiredNode } from './wired-node.js';

type Answer = Body | undefined;

/** A key-value service; before it looks at a request, `interfere` may change what it holds, or answer in its place. */
class Service {
  readonly values = new Map<unknown, unknown>();
  readonly requests: Body[] = [];
  readonly wired: WiredNode;
  readonly client: KeyValue;

  constructor(interfere: (request: Body, service: Service) => Answer | 'silence' = () => undefined) {
    this.wired = new WiredNode(
      () => {},
      ({ src, dest, body }) => {
        if (dest !== 'lin-kv') return;
        const { msg_id, ...request } = body;
        this.requests.push(request);
        const answer = interfere(request, this) ?? this.#answer(request);
        if (answer !== 'silence')
          this.wired.receive({ ...answer, in_reply_to: msg_id ?? -1 }, `lin-kv of ${src}`);
      },
    ).init();
    this.client = this.wired.node.keyValue('lin-kv');
  }

  /** Lets time pass until the task has ended. */
  async during<T>(task: (client: KeyValue) => Promise<T>): Promise<T> {
    return this.wired.clock.drive(() => task(this.client));
  }

  /** The error that the task rejects with. */
  async refusal(task: (client: KeyValue) => Promise<unknown>): Promise<unknown> {
    return this.during((client) => task(client).catch((error: unknown) => error));
  }

  #answer(request: Body): Body {
    const key = request['key'];
    const held = this.values.get(key);
    switch (request.type) {
      case 'read':
        return this.values.has(key) ? { type: 'read_ok', value: held } : missing(key);
      case 'write':
        this.values.set(key, request['value']);
        return { type: 'write_ok' };
      default:
        if (!this.values.has(key) && request['create_if_not_exists'] !== true) return missing(key);
        if (this.values.has(key) && held !== request['from']) return other(request['from'], held);
        this.values.set(key, request['to']);
        return { type: 'cas_ok' };
    }
  }
}

function missing(key: unknown): Body {
  return { type: 'error', code: 20, text: `no ${String(key)}` };
}

function other(expected: unknown, held: unknown): Body {
  return { type: 'error', code: 22, text: `expected ${String(expected)}, had ${String(held)}` };
}

function increment(value: unknown): number {
  return Number(value) + 1;
}

test('what was written is read', async (t) => {
  const service = new Service();
  await service.during((client) => client.write('k', [1, null]));
  t.deepEqual(await service.during((client) => client.read('k')), [1, null]);
  t.deepEqual(service.requests, [
    { type: 'write', key: 'k', value: [1, null] },
    { type: 'read', key: 'k' },
  ]);
});

test('reading a key that does not exist rejects with 20, or gives what was asked for instead', async (t) => {
  const service = new Service();
  t.like(await service.refusal((client) => client.read('k')), { code: 20 });
  t.is(await service.during((client) => client.readOr('k', 'instead')), 'instead');
  service.values.set('k', null);
  t.is(await service.during((client) => client.readOr('k', 'instead')), null);
});

test('only a missing key is read as something else: any other error rejects', async (t) => {
  const service = new Service(() => ({ type: 'error', code: 11, text: 'busy' }));
  t.like(await service.refusal((client) => client.readOr('k', 0)), { code: 11, message: 'busy' });
});

test('compare-and-set sets what it expected, rejects with 22 what it did not, and with 20 what is not there', async (t) => {
  const service = new Service();
  t.like(await service.refusal((client) => client.compareAndSet('k', 1, 2)), { code: 20 });
  service.values.set('k', 1);
  await service.during((client) => client.compareAndSet('k', 1, 2));
  t.like(await service.refusal((client) => client.compareAndSet('k', 1, 3)), { code: 22 });
  t.is(service.values.get('k'), 2);
  t.deepEqual(service.requests[0], { type: 'cas', key: 'k', from: 1, to: 2 });
});

test('compare-and-set creates only where it is told to', async (t) => {
  const service = new Service();
  await service.during((client) => client.compareAndSet('k', 0, 5, { create: true }));
  t.is(service.values.get('k'), 5);
  t.deepEqual(service.requests, [{ type: 'cas', key: 'k', from: 0, to: 5, create_if_not_exists: true }]);
});

test('an update makes a key that does not exist from the initial value', async (t) => {
  const service = new Service();
  t.is(await service.during((client) => client.update('k', 10, increment)), 11);
  t.is(service.values.get('k'), 11);
});

test('an update of a key that exists does not look at the initial value', async (t) => {
  const service = new Service();
  service.values.set('k', 1);
  t.is(await service.during((client) => client.update('k', 10, increment)), 2);
});

test('an update starts anew with the value of each writer that came between', async (t) => {
  let writers = 0;
  const seen: unknown[] = [];
  const service = new Service(({ type }, { values }) => {
    if (type === 'cas' && writers < 3) values.set('k', 100 * ++writers);
    return undefined;
  });
  const set = await service.during((client) =>
    client.update('k', 0, (value) => {
      seen.push(value);
      return increment(value);
    }),
  );
  t.is(set, 301);
  t.is(service.values.get('k'), 301);
  t.deepEqual(seen, [0, 100, 200, 300]);
});

test('an update whose outcome is unknown rejects, and is not done again', async (t) => {
  const service = new Service(({ type }) => (type === 'cas' ? 'silence' : undefined));
  const error = await service.refusal((client) => client.update('k', 0, increment, { timeoutMs: 50 }));
  t.true(error instanceof RpcError);
  t.like(error, { code: 0, message: 'no reply from lin-kv to cas within 50 ms' });
  t.deepEqual(
    service.requests.map(({ type }) => type),
    ['read', 'cas'],
  );
});

for (const code of [0, 11, 13, 20, 21, 30]) {
  test(`an update that is refused with ${code} rejects with it`, async (t) => {
    const service = new Service(({ type }) =>
      type === 'cas' ? { type: 'error', code, text: 'no' } : undefined,
    );
    t.like(await service.refusal((client) => client.update('k', 0, increment)), { code, message: 'no' });
    t.is(service.requests.length, 2);
  });
}

test('a change that throws rejects the update', async (t) => {
  const service = new Service();
  const error = await service.refusal((client) =>
    client.update('k', 0, () => {
      throw new RangeError('too much');
    }),
  );
  t.like(error, { message: 'too much' });
});

test('each service is asked under its own name', (t) => {
  const wired = new WiredNode(() => {}).init();
  for (const name of ['lin-kv', 'seq-kv', 'lww-kv'] as const) void wired.node.keyValue(name).read('k');
  t.deepEqual(
    wired.take().map(({ dest }) => dest),
    ['lin-kv', 'seq-kv', 'lww-kv'],
  );
});

test('an abort ends the request that is under way', async (t) => {
  const service = new Service(() => 'silence');
  const abort = new AbortController();
  service.wired.node.after(10, () => abort.abort(new Error('stop')));
  t.like(await service.refusal((client) => client.update('k', 0, increment, { signal: abort.signal })), {
    message: 'stop',
  });
});
