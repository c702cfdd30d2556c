/**
 * The C library's functions that the supervisor calls.
 *
 * Loaded in the supervisor's thread alone. All of them act on the calling thread's behalf: it is the tracer and the parent.
 */

import { lastError, type Library, loadLibrary } from './library.js';
import { ERRNO, O_NONBLOCK, WAIT } from './linux.js';

const F_GETFL = 3;
const F_SETPIPE_SZ = 1031;
const FIONREAD = 0x541b;
const O_CLOEXEC = 0x80000;
const ADDR_NO_RANDOMIZE = 0x0040000;
const PERSONALITY_QUERY = 0xffffffff;
const SPAWN_SETSIGDEF = 0x4;
const SPAWN_SETSIGMASK = 0x8;
const SPAWN_SETSID = 0x80;
/** Larger than posix_spawnattr_t and posix_spawn_file_actions_t of any C library. */
const OPAQUE = 1024;
const SIGSET = 128;

/** What a waiting thread heard. `tid` 0: nothing yet; negative: there is nothing to wait for, or the alarm rang. */
export interface Waited {
  readonly tid: number;
  readonly status: number;
}

export interface Spawned {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: readonly string[];
  readonly cwd: string;
  /** What becomes its stdin, stdout and stderr. */
  readonly streams: readonly [number, number, number];
}

export class Libc {
  readonly #library = loadLibrary();
  /** For those who call it in another way. */
  get library(): Library {
    return this.#library;
  }
  readonly #ptrace = this.#library.func('long ptrace(long request, int tid, size_t address, size_t data)');
  readonly #registers = this.#library.func('ptrace', 'long', ['long', 'int', 'size_t', 'void *']);
  readonly #waitpid = this.#library.func('int waitpid(int pid, void *status, int options)');
  readonly #kill = this.#library.func('int kill(int pid, int signal)');
  readonly #read = this.#library.func('long read(int fd, void *buffer, size_t length)');
  readonly #write = this.#library.func('long write(int fd, const void *buffer, size_t length)');
  readonly #close = this.#library.func('int close(int fd)');
  readonly #pipe2 = this.#library.func('int pipe2(void *ends, int flags)');
  readonly #fcntl = this.#library.func('int fcntl(int fd, int command, long argument)');
  readonly #ioctl = this.#library.func('int ioctl(int fd, unsigned long request, void *argument)');
  readonly #personality = this.#library.func('int personality(unsigned long persona)');
  readonly #yield = this.#library.func('int sched_yield()');
  readonly #poll = this.#library.func('int poll(void *files, unsigned long count, int timeout)');
  /** Forms of `syscall`, by the types of its arguments. */
  readonly #syscalls = new Map<string, (...given: readonly unknown[]) => unknown>();
  readonly #status = new Int32Array(1);
  readonly #count = new Int32Array(1);

  /** Returns the result, or the negative error number. */
  ptrace(request: number, tid: number, address = 0, data = 0): number {
    return result(this.#ptrace(request, tid, address, data));
  }

  /** A request that reads into, or writes from, a buffer. */
  ptraceBuffer(request: number, tid: number, buffer: NodeJS.TypedArray): number {
    return result(this.#registers(request, tid, 0, buffer));
  }

  /** Waits for any traced thread; without `block` it returns at once. */
  waitAny(block: boolean): Waited {
    return this.#wait(-1, WAIT.ALL | WAIT.NOTHREAD | (block ? 0 : WAIT.NOHANG));
  }

  /** Waits for this thread, whatever else happens. */
  waitFor(tid: number, more = 0): Waited {
    for (;;) {
      const waited = this.#wait(tid, WAIT.ALL | WAIT.NOTHREAD | more);
      if (waited.tid !== -ERRNO.EINTR) return waited;
    }
  }

  #wait(tid: number, options: number): Waited {
    const got = result(this.#waitpid(tid, this.#status, options));
    return { tid: got, status: this.#status[0] ?? 0 };
  }

  kill(pid: number, signal: number): number {
    return result(this.#kill(pid, signal));
  }

  /** How many bytes were read: 0 at the end, negative if nothing is there. */
  read(fd: number, buffer: Uint8Array): number {
    return result(this.#read(fd, buffer, buffer.length));
  }

  /** How many bytes were written, or the negative error number. */
  write(fd: number, bytes: Uint8Array): number {
    return result(this.#write(fd, bytes, bytes.length));
  }

  close(fd: number): void {
    this.#close(fd);
  }

  /** Both ends of a new pipe, as large as the system allows up to `size` bytes. Neither is inherited. Throws if there is none. */
  pipe(size: number): { readonly readEnd: number; readonly writeEnd: number } {
    const ends = new Int32Array(2);
    const failed = result(this.#pipe2(ends, O_CLOEXEC));
    if (failed < 0) throw new Error(`pipe2 failed with error ${-failed}: are too many files open?`);
    const [readEnd = -1, writeEnd = -1] = ends;
    this.#fcntl(writeEnd, F_SETPIPE_SZ, size);
    return { readEnd, writeEnd };
  }

  setNonBlocking(fd: number): void {
    this.#fcntl(fd, 4, this.#fcntl(fd, F_GETFL, 0) | O_NONBLOCK);
  }

  isNonBlocking(fd: number): boolean {
    return (this.#fcntl(fd, F_GETFL, 0) & O_NONBLOCK) !== 0;
  }

  /** How many bytes wait in a pipe. */
  unread(fd: number): number {
    this.#count[0] = 0;
    this.#ioctl(fd, FIONREAD, this.#count);
    return this.#count[0] ?? 0;
  }

  /** What this thread starts from now on has the same addresses each time. False if the system refuses. */
  fixAddresses(): boolean {
    const old = this.#personality(PERSONALITY_QUERY);
    return this.#personality(old | ADDR_NO_RANDOMIZE) !== -1;
  }

  /** A system call with up to four arguments: whole numbers, or buffers. Returns the result, or the negative error number. */
  syscall(number: number, ...args: readonly (number | Uint8Array | BigInt64Array)[]): number {
    const types = args.map((each) => (typeof each === 'number' ? 'long' : 'void *'));
    const form = types.join();
    let call = this.#syscalls.get(form);
    if (call === undefined) {
      call = this.#library.func('syscall', 'long', ['long', ...types]);
      this.#syscalls.set(form, call);
    }
    return result(call(number, ...args));
  }

  /** Waits until one of the files of an array of `struct pollfd` is ready, or so many milliseconds. */
  poll(files: Uint8Array, timeout: number): void {
    this.#poll(files, files.length / 8, timeout);
  }

  yield(): void {
    this.#yield();
  }

  /** Starts a program in a session of its own, with signals as they are by default. Throws if that is impossible. */
  spawn({ command, args, env, cwd, streams }: Spawned): number {
    const call = (declaration: string): ((...given: readonly unknown[]) => number) =>
      this.#library.func(declaration);
    const actions = Buffer.alloc(OPAQUE);
    const attributes = Buffer.alloc(OPAQUE);
    call('int posix_spawn_file_actions_init(void *actions)')(actions);
    call('int posix_spawnattr_init(void *attributes)')(attributes);
    const dup = call('int posix_spawn_file_actions_adddup2(void *actions, int from, int to)');
    streams.forEach((fd, to) => dup(actions, fd, to));
    call('int posix_spawn_file_actions_addchdir_np(void *actions, const char *path)')(actions, cwd);
    const flags = SPAWN_SETSIGDEF | SPAWN_SETSIGMASK | SPAWN_SETSID;
    call('int posix_spawnattr_setflags(void *attributes, short flags)')(attributes, flags);
    call('int posix_spawnattr_setsigdefault(void *attributes, void *set)')(
      attributes,
      Buffer.alloc(SIGSET).fill(0xff, 0, 4),
    );
    call('int posix_spawnattr_setsigmask(void *attributes, void *set)')(attributes, Buffer.alloc(SIGSET));
    const pid = new Int32Array(1);
    const failed = call(
      'int posix_spawn(void *pid, const char *path, void *actions, void *attributes, const char **argv, const char **envp)',
    )(pid, command, actions, attributes, [...args, null], [...env, null]);
    call('int posix_spawn_file_actions_destroy(void *actions)')(actions);
    call('int posix_spawnattr_destroy(void *attributes)')(attributes);
    if (failed !== 0) throw new Error(`${command} could not be started in ${cwd}: error ${failed}`);
    return pid[0] ?? -1;
  }
}

/** The error number becomes part of the result, as the kernel itself gives it. */
function result(returned: unknown): number {
  const value = Number(returned);
  if (value !== -1) return value;
  const error = lastError();
  return error === 0 ? -ERRNO.EINVAL : -error;
}
