/**
 * A page in the memory of each traced process: what its clocks show, and the code that reads it.
 *
 * Programs read clocks through the vDSO, code that the kernel maps into them, without a system call. Its functions are
 * overwritten with jumps to this page, so that reading a virtual clock costs as little.
 */

/** Where the page lies: far from all that programs and their runtimes map. */
export const PAGE = 0x2000_0000_0000;
export const PAGE_SIZE = 4096;
const CODE = PAGE + 0x100;
/** Two instructions: make a system call, and stop. For calls on the process's behalf. */
export const CALL_AND_STOP = CODE + 0x114;
/** Free space for what a call on the process's behalf reads. */
export const SCRATCH = PAGE + 0x400;

/** What the code of each vDSO function is replaced with: the addresses of functions in this page. */
export const REPLACEMENTS: Readonly<Record<string, number>> = {
  __vdso_clock_gettime: CODE,
  __vdso_gettimeofday: CODE + 0x80,
  __vdso_time: CODE + 0xc0,
  __vdso_getcpu: CODE + 0xe0,
  __vdso_getrandom: CODE + 0x100,
  __vdso_clock_getres: CODE + 0x120,
};

/** The instructions, each function at its offset from CODE. */
const FUNCTIONS: readonly (readonly [offset: number, code: string])[] = [
  // clock_gettime(rdi clock, rsi time): clocks 1, 4, 6, 7 are monotonic, 0, 5, 11 the wall's, others a system call.
  [
    0x00,
    '83ff017425 83ff047420 83ff06741b 83ff077416 85ff741e 83ff057419 83ff0b7414 b8e4000000 0f05 c3' +
      '48b8 0000000000200000 eb0a 48b8 1000000000200000' +
      '488b08 488b5008 48890e 48895608 31c0 c3',
  ],
  // gettimeofday(rdi time, rsi zone): either may be null; the zone is UTC.
  [
    0x80,
    '4885ff 7418 48b8 2000000000200000 488b08 488b5008 48890f 48895708 4885f6 7407 48c70600000000 31c0 c3',
  ],
  // time(rdi seconds), which may be null.
  [0xc0, '48b8 2000000000200000 488b00 4885ff 7403 488907 c3'],
  // getcpu(rdi cpu, rsi node): always the first.
  [0xe0, '4885ff 7406 c70700000000 4885f6 7406 c70600000000 31c0 c3'],
  // getrandom: not here (-ENOSYS), so that callers turn to the system call.
  [0x100, '48c7c0daffffff c3'],
  // clock_getres: the system call.
  [0x120, 'b8e5000000 0f05 c3'],
  [CALL_AND_STOP - CODE, '0f05 cc'],
];

/** The page as it is mapped: its clocks at zero. */
export function newPage(): Buffer {
  const page = Buffer.alloc(PAGE_SIZE);
  for (const [offset, code] of FUNCTIONS) {
    Buffer.from(code.replaceAll(' ', ''), 'hex').copy(page, CODE - PAGE + offset);
  }
  return page;
}

/** A jump to `address`: what a vDSO function is overwritten with. It changes rax, as every call may. */
export function jumpTo(address: number): Buffer {
  const jump = Buffer.from('48b80000000000000000ffe0', 'hex');
  jump.writeBigUInt64LE(BigInt(address), 2);
  return jump;
}

/** Seconds and nanoseconds since boot, and since 1970. */
export interface Clocks {
  readonly monotonic: readonly [seconds: number, nanoseconds: number];
  readonly wall: readonly [seconds: number, nanoseconds: number];
}

/** The bytes at the beginning of the page. */
export function clockBytes({ monotonic, wall }: Clocks): BigInt64Array {
  const [seconds, nanoseconds] = wall;
  const microseconds = Math.floor(nanoseconds / 1000);
  return BigInt64Array.from([...monotonic, ...wall, seconds, microseconds].map(BigInt));
}
