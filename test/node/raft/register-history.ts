/**
 * Whether a history of registers is linearizable: a small search for the tests of Raft (Wing and Gong's, with Lowe's memory
 * of what was tried), for keys with at most 50 operations each.
 */

export type Action =
  | { readonly f: 'read' }
  | { readonly f: 'write'; readonly value: unknown }
  | { readonly f: 'cas'; readonly from: unknown; readonly to: unknown };

/** Returns: `ok`, with `value` for a read; `absent` and `mismatch` are errors 20 and 22; `failed` is what surely did not happen. */
export interface Event {
  readonly id: number;
  readonly key: unknown;
  readonly action: Action;
  readonly type: 'call' | 'ok' | 'failed' | 'absent' | 'mismatch';
  readonly value?: unknown;
}

interface Operation {
  readonly action: Action;
  readonly called: number;
  /** Infinity where nobody knows whether it ever happened. */
  readonly returned: number;
  readonly result: string | undefined;
}

/** The keys whose operations no order explains. */
export function impossibleKeys(history: readonly Event[]): readonly unknown[] {
  const keys = [...new Set(history.map(({ key }) => key))];
  return keys.filter((key) => !isPossible(operations(history.filter((event) => event.key === key))));
}

function operations(events: readonly Event[]): readonly Operation[] {
  return events.flatMap(({ id, action, type }, called): readonly Operation[] => {
    if (type !== 'call') return [];
    const returned = events.findIndex((event) => event.id === id && event.type !== 'call');
    const end = events[returned];
    // What nobody saw of a read says nothing, and what surely did not happen neither.
    if (end?.type === 'failed' || (end === undefined && action.f === 'read')) return [];
    if (end === undefined) return [{ action, called, returned: Infinity, result: undefined }];
    const result = end.type === 'ok' && action.f === 'read' ? `ok ${JSON.stringify(end.value)}` : end.type;
    return [{ action, called, returned, result }];
  });
}

function isPossible(all: readonly Operation[]): boolean {
  if (all.length > 50) throw new RangeError(`${all.length} operations of one key are too many`);
  const operations = all.toSorted((a, b) => a.returned - b.returned);
  const tried = new Set<string>();
  const search = (done: number, value: unknown): boolean => {
    const name = `${done} ${JSON.stringify(value)}`;
    if (tried.has(name)) return false;
    tried.add(name);
    const left = operations.map((operation, i) => [operation, 2 ** i] as const);
    const open = left.filter(([, bit]) => Math.floor(done / bit) % 2 === 0);
    const first = open[0]?.[0].returned ?? Infinity;
    if (first === Infinity) return true;
    return open.some(([{ action, called, result }, bit]) => {
      if (called > first) return false;
      const next = step(value, action);
      return (result === undefined || result === next.result) && search(done + bit, next.value);
    });
  };
  return search(0, undefined);
}

function step(value: unknown, action: Action): { readonly value: unknown; readonly result: string } {
  switch (action.f) {
    case 'read':
      return { value, result: value === undefined ? 'absent' : `ok ${JSON.stringify(value)}` };
    case 'write':
      return { value: action.value, result: 'ok' };
    case 'cas':
      if (value === undefined) return { value, result: 'absent' };
      return value === action.from ? { value: action.to, result: 'ok' } : { value, result: 'mismatch' };
  }
}
