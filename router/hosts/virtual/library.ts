/** The C library of this system, loaded by koffi: no compiler is needed to install it. */

import koffi from 'koffi';

const GLIBC = 'libc.so.6';
const MUSL = 'libc.musl-x86_64.so.1';

export type Library = ReturnType<typeof koffi.load>;

export function loadLibrary(): Library {
  try {
    return koffi.load(GLIBC);
  } catch {
    return koffi.load(MUSL);
  }
}

/** The error number of the last call that failed. */
export function lastError(): number {
  return koffi.errno();
}
