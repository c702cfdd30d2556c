/** The seccomp filter of traced processes, as data: which system calls stop for the supervisor. All others run at full speed. */

/** A system call that stops; with `only`, for these values of a 32-bit argument alone. */
export interface Stopping {
  readonly number: number;
  readonly only?: { readonly argument: number; readonly values: readonly number[] };
}

const LOAD_WORD = 0x20;
const JUMP_IF_EQUAL = 0x15;
const RETURN = 0x06;
const ALLOW = 0x7fff0000;
const TRACE = 0x7ff00000;
const X86_64 = 0xc000003e;
/** Offsets in `struct seccomp_data`. */
const AT_NUMBER = 0;
const AT_ARCHITECTURE = 4;
const AT_ARGUMENTS = 16;
const INSTRUCTION_SIZE = 8;

interface Instruction {
  readonly code: number;
  readonly ifEqual?: number;
  readonly otherwise?: number;
  readonly operand: number;
}

const load = (operand: number): Instruction => ({ code: LOAD_WORD, operand });
const answer = (operand: number): Instruction => ({ code: RETURN, operand });
/** Jumps are relative to the next instruction. */
const unlessEqual = (operand: number, skip: number): Instruction => ({
  code: JUMP_IF_EQUAL,
  otherwise: skip,
  operand,
});

/** The program, an array of `struct sock_filter`. */
export function filterProgram(calls: readonly Stopping[]): Buffer {
  const program: readonly Instruction[] = [
    // The numbers of another architecture mean other calls.
    load(AT_ARCHITECTURE),
    { code: JUMP_IF_EQUAL, ifEqual: 1, operand: X86_64 },
    answer(ALLOW),
    load(AT_NUMBER),
    ...calls.flatMap(clause),
    answer(ALLOW),
  ];
  const bytes = Buffer.alloc(program.length * INSTRUCTION_SIZE);
  program.forEach(({ code, ifEqual = 0, otherwise = 0, operand }, i) => {
    bytes.writeUInt16LE(code, i * INSTRUCTION_SIZE);
    bytes.writeUInt8(ifEqual, i * INSTRUCTION_SIZE + 2);
    bytes.writeUInt8(otherwise, i * INSTRUCTION_SIZE + 3);
    bytes.writeUInt32LE(operand, i * INSTRUCTION_SIZE + 4);
  });
  return bytes;
}

function clause({ number, only }: Stopping): readonly Instruction[] {
  if (only === undefined) return [unlessEqual(number, 1), answer(TRACE)];
  const tests = only.values.flatMap((value) => [unlessEqual(value, 1), answer(TRACE)]);
  const body = [load(AT_ARGUMENTS + 8 * only.argument), ...tests, answer(ALLOW)];
  return [unlessEqual(number, body.length), ...body];
}
