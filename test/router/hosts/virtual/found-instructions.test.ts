/** Instructions that are replaced are found among those that look like them. */

import test from 'ava';
import * as fc from 'fast-check';
import { findInstructions } from '../../../../router/hosts/virtual/found-instructions.js';

/** Code as compilers write it, in hexadecimal digits, and what is found in it: place and kind. */
const CODE: Readonly<Record<string, readonly [code: string, found: string | undefined]>> = {
  'rdtsc and a shift of its upper half': ['90 0f31 48c1e220 4809d0', '1 rdtsc'],
  'rdtsc, a move and a shift': ['0f31 4889c6 48c1e220', '0 rdtsc'],
  'rdtscp and a shift': ['0f01f9 48c1e220', '0 rdtscp'],
  'rdtsc behind a fence': ['0faef0 0faee8 0f31 ebe9', '6 rdtsc'],
  'rdtsc of which only the lower half is used': ['0f31 ba01000000 31ed 89c6 8d42ff', undefined],
  'the same bytes far from a shift': ['0f31 9090909090909090909090909090909090 48c1e220', undefined],
  'rdrand, a store and a move under a condition': ['0fc7f0 8901 0f42c2', '0 random'],
  'rdseed, a store in the stack and a jump': ['0fc7fa 8954240c 730f', '0 random'],
  'rdrand of 64 bits is found behind its prefix': ['48 0fc7f0 8907 7202', '1 random'],
  'a compare and exchange of 8 bytes': ['0fc70f 8901 7202', undefined],
  'rdrand whose flag nobody looks at': ['0fc7f0 8901 90909090909090', undefined],
};

for (const [title, [code, found]] of Object.entries(CODE)) {
  test(`${title}: ${found ?? 'nothing is found'}`, (t) => {
    const instructions = findInstructions(Buffer.from(code.replaceAll(' ', ''), 'hex'));
    t.deepEqual(
      instructions.map(({ at, kind }) => `${at} ${kind}`),
      found === undefined ? [] : [found],
    );
  });
}

test('each instruction is found wherever it stands, and at its place', (t) => {
  const filler = fc.uint8Array({ min: 0x90, max: 0x9f, maxLength: 200 });
  fc.assert(
    fc.property(filler, filler, (before, after) => {
      const code = Buffer.concat([before, Buffer.from('0f3148c1e220', 'hex'), after]);
      t.deepEqual(findInstructions(code), [{ at: before.length, kind: 'rdtsc' }]);
    }),
  );
});
