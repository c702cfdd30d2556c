/** Numbers of Linux on x86-64 that the supervisor uses: requests, options, events, errors. Sources: the kernel's uapi headers. */

/** Requests of ptrace(2). */
export const PTRACE = {
  CONT: 7,
  GETREGS: 12,
  SETREGS: 13,
  SYSCALL: 24,
  GETEVENTMSG: 0x4201,
  GETSIGINFO: 0x4202,
  SEIZE: 0x4206,
  INTERRUPT: 0x4207,
} as const;

/** Options of PTRACE_SEIZE: report each kind of event, and kill the traced process when its tracer ends. */
export const TRACE_OPTIONS = {
  SYSGOOD: 0x1,
  FORK: 0x2,
  VFORK: 0x4,
  CLONE: 0x8,
  VFORKDONE: 0x20,
  EXEC: 0x10,
  EXIT: 0x40,
  SECCOMP: 0x80,
  EXITKILL: 0x100000,
} as const;

/** What a stop reports in the third byte of its status. */
export const EVENT = {
  FORK: 1,
  VFORK: 2,
  CLONE: 3,
  EXEC: 4,
  VFORKDONE: 5,
  EXIT: 6,
  SECCOMP: 7,
  STOP: 128,
} as const;

/** Flags of waitpid(2): stopped children too, children of any kind, those of this thread alone. */
export const WAIT = { NOHANG: 1, UNTRACED: 2, NOTHREAD: 0x20000000, ALL: 0x40000000 } as const;

export const SIGNAL = { TRAP: 5, KILL: 9, SEGV: 11, ALRM: 14, CONT: 18, STOP: 19 } as const;

/** The signal of a stop for a system call's entry or exit (PTRACE_O_TRACESYSGOOD). */
export const SYSCALL_TRAP = SIGNAL.TRAP | 0x80;

export const ERRNO = {
  ESRCH: 3,
  EINTR: 4,
  EBADF: 9,
  EAGAIN: 11,
  EINVAL: 22,
  ENOSYS: 38,
  ETIMEDOUT: 110,
} as const;

/** Results inside the kernel by which a system call that was interrupted asks to be repeated, negative in rax. */
export const RESTART = { SYS: 512, NOINTR: 513, NOHAND: 514, RESTARTBLOCK: 516 } as const;

export const FUTEX = {
  WAIT: 0,
  WAKE: 1,
  REQUEUE: 3,
  CMP_REQUEUE: 4,
  WAKE_OP: 5,
  WAIT_BITSET: 9,
  WAKE_BITSET: 10,
  COMMAND: 0x7f,
  CLOCK_REALTIME: 0x100,
} as const;

export const CLOCK = {
  REALTIME: 0,
  PROCESS_CPUTIME: 2,
  THREAD_CPUTIME: 3,
  REALTIME_COARSE: 5,
  REALTIME_ALARM: 8,
  TAI: 11,
} as const;

/** Keys of the auxiliary vector. */
export const AUXV = { RANDOM: 25, SYSINFO_EHDR: 33 } as const;

export const O_NONBLOCK = 0x800;

/** What a wait status says, by the macros of wait(2). */
export function exitOf(status: number): { readonly code: number } | { readonly signal: number } | undefined {
  const low = status & 0x7f;
  if (low === 0) return { code: (status >> 8) & 0xff };
  return low === 0x7f ? undefined : { signal: low };
}
