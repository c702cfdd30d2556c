/** Random histories of registers for property tests: arbitrary ones, and those of a register that is sound. */

import * as fc from 'fast-check';
import type { Operation, OperationType } from '../../../../harness/operations/history.js';
import { history, type Row } from '../operations.js';

interface Shape {
  readonly processes: number;
  readonly calls: number;
  readonly values: number;
  readonly keys?: number;
}

/** What one process does next: it invokes if it is idle, takes effect if it has not, and completes if it has. */
function steps({ processes, calls, values, keys = 1 }: Shape) {
  const value = fc.oneof({ weight: 8, arbitrary: fc.nat(values - 1) }, fc.constant(null));
  return fc.array(
    fc.record({
      process: fc.nat(processes - 1),
      key: fc.nat(keys - 1),
      f: fc.constantFrom('read', 'read', 'write', 'write', 'cas'),
      value,
      from: value,
      outcome: fc.constantFrom<OperationType>('ok', 'ok', 'ok', 'ok', 'info', 'fail'),
    }),
    { minLength: calls, maxLength: calls * 3, size: 'max' },
  );
}

interface Running {
  readonly name: number;
  readonly row: Row;
  readonly key: number;
  /** What came of it, once it has taken effect. */
  result?: undefined | { readonly type: OperationType; readonly value: unknown };
}

/** Reads see anything, and whatever the outcome is, nothing happened. Most of these cannot be explained. */
export function arbitraryHistories(shape: Shape): fc.Arbitrary<Operation[]> {
  return histories(shape, (_, { outcome, value, from }, { row: [, , f, asked] }) => {
    const seen = f === 'read' && outcome === 'ok' ? (from ?? value) : asked;
    return { type: outcome, value: seen };
  });
}

/** Each call takes effect at one moment between its ends, or, where it is unknown or failed, perhaps not at all. */
export function soundHistories(shape: Shape): fc.Arbitrary<Operation[]> {
  return histories(shape, (registers, { outcome, value: coin }, { row: [, , f, asked], key }) => {
    const held = registers.get(key) ?? null;
    if (outcome === 'fail') return { type: outcome, value: asked };
    const happens = outcome === 'ok' || coin !== null;
    if (f === 'read') return { type: outcome, value: outcome === 'ok' ? held : asked };
    if (f === 'write') {
      if (happens) registers.set(key, asked);
      return { type: outcome, value: asked };
    }
    const [from, to] = asked as [unknown, unknown];
    if (held !== from) return { type: outcome === 'ok' ? 'fail' : outcome, value: asked };
    if (happens) registers.set(key, to);
    return { type: outcome, value: asked };
  });
}

type Step = ReturnType<typeof steps> extends fc.Arbitrary<(infer S)[]> ? S : never;

function histories(
  shape: Shape,
  takeEffect: (registers: Map<number, unknown>, step: Step, running: Running) => Running['result'],
): fc.Arbitrary<Operation[]> {
  return steps(shape).map((all) => {
    const registers = new Map<number, unknown>();
    const running = new Map<number, Running>();
    const rows: Row[] = [];
    const keyed = (key: number, value: unknown): unknown => (shape.keys === undefined ? value : [key, value]);
    let names = shape.processes;
    const nameOf = new Map<number, number>();
    let calls = 0;
    for (const step of all) {
      const { process, key, f } = step;
      const name = nameOf.get(process) ?? process;
      const call = running.get(process);
      if (call === undefined) {
        if (calls++ === shape.calls) break;
        const asked = { read: null, write: step.value, cas: [step.from, step.value] }[f];
        running.set(process, { name, key, row: [name, 'invoke', f, asked] });
        rows.push([name, 'invoke', f, keyed(key, asked)]);
      } else if (call.result === undefined) call.result = takeEffect(registers, step, call);
      else {
        const { type, value } = call.result;
        rows.push([name, type, call.row[2], keyed(call.key, value)]);
        running.delete(process);
        // Whoever does not know what came of it never acts again.
        if (type === 'info') nameOf.set(process, names++);
      }
    }
    return [...history(...rows)];
  });
}
