/** Registers as ptrace gives them: 64-bit words, read as the integers that system calls mean. */

import test from 'ava';
import * as fc from 'fast-check';
import { Registers } from '../../../../router/hosts/virtual/registers.js';

test('a register holds what was put into it, as a whole word and as its low half', (t) => {
  fc.assert(
    fc.property(fc.integer({ min: -(2 ** 52), max: 2 ** 52 }), (value) => {
      const registers = new Registers();
      registers.set('rax', value);
      t.is(registers.value('rax'), value);
      t.is(registers.int('rax'), Number(BigInt.asIntN(32, BigInt(value))));
    }),
  );
});

test('arguments are those of the calling convention of system calls', (t) => {
  const registers = new Registers();
  (['rdi', 'rsi', 'rdx', 'r10', 'r8', 'r9'] as const).forEach((name, i) => registers.set(name, 100 + i));
  t.deepEqual(
    ([0, 1, 2, 3, 4, 5] as const).map((i) => registers.argument(i)),
    [100, 101, 102, 103, 104, 105],
  );
  const other = new Registers();
  t.false(other.sameArguments(registers));
  other.copyArguments(registers);
  t.true(other.sameArguments(registers));
  t.is(other.value('rax'), 0);
});
