/** The registers of a stopped thread, `struct user_regs_struct` of x86-64: 27 words of 64 bits. */

/** Index of each register, in words. */
const REGISTER = {
  r10: 7,
  r9: 8,
  r8: 9,
  rax: 10,
  rcx: 11,
  rdx: 12,
  rsi: 13,
  rdi: 14,
  orig_rax: 15,
  rip: 16,
  eflags: 18,
  rsp: 19,
} as const;
export type RegisterName = keyof typeof REGISTER;

/** The registers of a system call's arguments, in order. */
const ARGUMENTS = [REGISTER.rdi, REGISTER.rsi, REGISTER.rdx, REGISTER.r10, REGISTER.r8, REGISTER.r9] as const;
/** The registers by the numbers that instructions have for them. */
const NUMBERED = [10, 11, 12, 5, 19, 4, 13, 14, 9, 8, 7, 6, 3, 2, 1, 0] as const;
export type ArgumentIndex = 0 | 1 | 2 | 3 | 4 | 5;

const WORDS = 27;

export class Registers {
  /** What ptrace reads and writes. */
  readonly words = new BigInt64Array(WORDS);
  readonly #halves = new Int32Array(this.words.buffer);

  /** The low 32 bits, signed: a number of a call, a file descriptor, a count of milliseconds. */
  int(name: RegisterName): number {
    return this.#halves[2 * REGISTER[name]] ?? 0;
  }

  /** All 64 bits, signed, as a number: exact for addresses and lengths. */
  value(name: RegisterName): number {
    return this.#at(REGISTER[name]);
  }

  set(name: RegisterName, value: number): void {
    this.words[REGISTER[name]] = BigInt(value);
  }

  /** An argument of the system call, all 64 bits. */
  argument(index: ArgumentIndex): number {
    return this.#at(ARGUMENTS[index]);
  }

  /** An argument that is a 32-bit integer. */
  intArgument(index: ArgumentIndex): number {
    return this.#halves[2 * ARGUMENTS[index]] ?? 0;
  }

  setArgument(index: ArgumentIndex, value: number): void {
    this.words[ARGUMENTS[index]] = BigInt(value);
  }

  /** All 64 bits of a register by its number in an instruction, 0 to 15. */
  setNumbered(number: number, value: bigint): void {
    const index = NUMBERED[number];
    if (index !== undefined) this.words[index] = value;
  }

  copyFrom(other: Registers): void {
    this.words.set(other.words);
  }

  /** Takes the six arguments of `other`. */
  copyArguments(other: Registers): void {
    for (const index of ARGUMENTS) this.words[index] = other.words[index] ?? 0n;
  }

  sameArguments(other: Registers): boolean {
    return ARGUMENTS.every((index) => this.words[index] === other.words[index]);
  }

  #at(index: number): number {
    return (this.#halves[2 * index + 1] ?? 0) * 2 ** 32 + ((this.#halves[2 * index] ?? 0) >>> 0);
  }
}
