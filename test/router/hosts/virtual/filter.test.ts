/** The seccomp filter, run by a small interpreter of its instructions: what the kernel would answer to each call. */

import test from 'ava';
import * as fc from 'fast-check';
import { filterProgram, type Stopping } from '../../../../router/hosts/virtual/filter.js';

const ALLOW = 0x7fff0000;
const TRACE = 0x7ff00000;
const X86_64 = 0xc000003e;
const ARM64 = 0xc00000b7;

/** The answer of a program to a call: its number, its arguments, and the architecture that it was made for. */
function answer(
  program: Buffer,
  number: number,
  args: readonly number[] = [],
  architecture = X86_64,
): number {
  const data = Buffer.alloc(64);
  data.writeInt32LE(number, 0);
  data.writeUInt32LE(architecture, 4);
  args.forEach((value, i) => data.writeUInt32LE(value, 16 + 8 * i));
  let register = 0;
  for (let at = 0; ; at++) {
    const code = program.readUInt16LE(8 * at);
    const operand = program.readUInt32LE(8 * at + 4);
    switch (code) {
      case 0x20:
        register = data.readUInt32LE(operand);
        break;
      case 0x15:
        at += program.readUInt8(8 * at + (register === operand ? 2 : 3));
        break;
      case 0x06:
        return operand;
      default:
        throw new Error(`an instruction that the filter does not use: ${code}`);
    }
  }
}

const stopping: fc.Arbitrary<Stopping> = fc.record(
  {
    number: fc.nat(460),
    only: fc.record({
      argument: fc.nat(5),
      values: fc.uniqueArray(fc.nat(5), { minLength: 1, maxLength: 3 }),
    }),
  },
  { requiredKeys: ['number'] },
);

test('a call stops if it is in the table, and only with the values that are given', (t) => {
  fc.assert(
    fc.property(
      fc.uniqueArray(stopping, { selector: ({ number }) => number, maxLength: 40 }),
      fc.nat(460),
      fc.array(fc.nat(5), { minLength: 6, maxLength: 6 }),
      (calls, number, args) => {
        const call = calls.find((each) => each.number === number);
        const stops =
          call !== undefined &&
          (call.only === undefined || call.only.values.includes(args[call.only.argument] ?? -1));
        t.is(answer(filterProgram(calls), number, args), stops ? TRACE : ALLOW);
      },
    ),
  );
});

test('a call of another architecture, whose number means something else, is left alone', (t) => {
  t.is(answer(filterProgram([{ number: 7 }]), 7, [], ARM64), ALLOW);
  t.is(answer(filterProgram([{ number: 7 }]), 7), TRACE);
});
