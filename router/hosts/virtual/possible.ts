/** Whether this machine can run nodes in virtual time, and if not, why and what to do: asked before any node runs. */

import { existsSync, readFileSync } from 'node:fs';

/** What the answer depends on; the real machine by default. */
export interface Machine {
  readonly platform: string;
  readonly architecture: string;
  /** The text of a file of the system; undefined if there is none. */
  readonly read: (path: string) => string | undefined;
}

const PROC_STATUS = '/proc/self/status';
const YAMA = '/proc/sys/kernel/yama/ptrace_scope';
const CAP_SYS_PTRACE = 19n;
const FORBIDDEN = 3;
const ADMINISTRATORS = 2;

const THIS_MACHINE: Machine = {
  platform: process.platform,
  architecture: process.arch,
  read: (path) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined),
};

/** A sentence; undefined if it can, as far as can be seen without trying. */
export function machineObstacle({ platform, architecture, read }: Machine = THIS_MACHINE):
  string | undefined {
  if (platform !== 'linux') {
    return `--runtime virtual needs Linux, this is ${platform}: run Eddy in a Linux container, or use --runtime process`;
  }
  if (architecture !== 'x64') {
    return `--runtime virtual needs an x86-64 processor, this is ${architecture}: use --runtime process`;
  }
  const status = read(PROC_STATUS);
  if (status === undefined) {
    return '--runtime virtual needs /proc, which is not mounted here: mount it, or use --runtime process';
  }
  if (!/^Seccomp:/m.test(status)) {
    return '--runtime virtual needs a kernel with seccomp (CONFIG_SECCOMP_FILTER), this has none: use --runtime process';
  }
  const scope = Number(read(YAMA) ?? 0);
  const capabilities = BigInt(`0x${/^CapEff:\s*([0-9a-f]+)/m.exec(status)?.[1] ?? '0'}`);
  const mayTraceAll = ((capabilities >> CAP_SYS_PTRACE) & 1n) === 1n;
  if (scope >= FORBIDDEN || (scope === ADMINISTRATORS && !mayTraceAll)) {
    return (
      `--runtime virtual needs ptrace, which ${YAMA} = ${scope} forbids: ` +
      'set it to 1 or 0 (sudo sysctl kernel.yama.ptrace_scope=1), or use --runtime process'
    );
  }
  return undefined;
}

/** What is said if the system refused ptrace though nothing that could be seen forbids it. */
export const REFUSED =
  'the system refused ptrace, which virtual time needs. In Docker: --cap-add=SYS_PTRACE, or ' +
  '--security-opt seccomp=unconfined; in Kubernetes: securityContext.capabilities.add: [SYS_PTRACE]. ' +
  'Or use --runtime process';
