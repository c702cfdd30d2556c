/**
 * Files of `/proc` that would show a program real time, real ids, or how the machine fares: what is read there instead.
 * Pure: texts of the kernel to texts of the run.
 */

const SHOWN =
  /^\/proc\/(?:uptime|loadavg|stat|sys\/kernel\/random\/(?:uuid|boot_id)|(\d+)(?:\/task\/\d+)?\/(?:stat|status))$/;

/** Whether a file, by the path that it really has, shows anything of the kind. */
export function showsMachine(path: string): boolean {
  return SHOWN.test(path);
}

/** What the texts are made of. */
export interface ShownMachine {
  /** Ticks since boot, 100 a second. */
  readonly ticks: number;
  /** Seconds since 1970 at boot. */
  readonly bootTime: number;
  /** What is shown for an id of the kernel. */
  readonly id: (real: number) => number;
  /** Random bytes of the reader. */
  readonly random: (length: number) => Buffer;
}

/** `real`: what the kernel shows. */
export function machineText(path: string, real: string, machine: ShownMachine): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (path === '/proc/stat') return machineStat(machine);
  switch (name) {
    case 'uptime': {
      const seconds = (machine.ticks / 100).toFixed(2);
      return `${seconds} ${seconds}\n`;
    }
    case 'loadavg':
      return '0.00 0.00 0.00 1/1 1\n';
    case 'boot_id':
      return '00000000-0000-4000-8000-000000000000\n';
    case 'uuid':
      return `${uuid(machine.random(16))}\n`;
    case 'stat':
      return processStat(real, machine);
    default:
      return processStatus(real, machine);
  }
}

function machineStat({ ticks, bootTime }: ShownMachine): string {
  const processor = `0 0 0 ${ticks} 0 0 0 0 0 0`;
  return `cpu  ${processor}\ncpu0 ${processor}\nintr 0\nctxt 0\nbtime ${bootTime}\nprocesses 1\nprocs_running 1\nprocs_blocked 0\n`;
}

function uuid(bytes: Buffer): string {
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** Fields of `/proc/PID/stat` behind the name, counted from 3 as in the manual. */
const IDS = [4, 5, 6, 8];
/** Page faults, processor times, where it waits, on which processor it runs. */
const ZERO = [10, 11, 12, 13, 14, 15, 16, 17, 22, 24, 28, 29, 30, 35, 39, 42, 43, 44];

function processStat(real: string, { id }: ShownMachine): string {
  const end = real.lastIndexOf(')');
  const fields = real.slice(end + 2).split(' ');
  // It reads: whatever its tracer does to it.
  fields[0] = 'R';
  for (const at of IDS) fields[at - 3] = String(shown(fields[at - 3], id));
  for (const at of ZERO) if (fields[at - 3] !== undefined) fields[at - 3] = '0';
  const start = real.indexOf(' ');
  return `${shown(real.slice(0, start), id)}${real.slice(start, end + 2)}${fields.join(' ')}`;
}

/** An id of no process of the node, such as that of its parent, is that of the first process of a machine. */
function shown(text: string | undefined, id: (real: number) => number): number {
  const real = Number(text);
  if (real <= 0) return real;
  const virtual = id(real);
  return virtual === real ? 1 : virtual;
}

const STATUS_IDS = /^(Pid|Tgid|PPid|NStgid|NSpid|NSpgid|NSsid|Ngid):\t(\d+).*$/gm;
/** What changes from run to run: how much memory it uses, how often it gave up the processor, what its tracer does to it. */
const STATUS_FIXED: readonly (readonly [line: RegExp, value: string])[] = [
  [/^(State:\s+).*$/m, 'R (running)'],
  [/^(TracerPid:\s+).*$/m, '0'],
  [/^(SigQ:\s+).*$/m, '0/1024'],
  [/^(Cpus_allowed:\s+).*$/m, '1'],
  [/^(Cpus_allowed_list:\s+).*$/m, '0'],
  ...['VmPeak', 'VmSize', 'VmHWM', 'VmRSS', 'RssAnon', 'VmPTE', 'VmSwap'].map((name) =>
    fixed(`^(${name}:\\s+)\\d+`, '65536'),
  ),
  ...['RssFile', 'RssShmem', 'voluntary_ctxt_switches', 'nonvoluntary_ctxt_switches'].map((name) =>
    fixed(`^(${name}:\\s+)\\d+`, '0'),
  ),
];

function fixed(pattern: string, value: string): readonly [RegExp, string] {
  return [new RegExp(pattern, 'm'), value];
}

function processStatus(real: string, { id }: ShownMachine): string {
  const withIds = real.replaceAll(
    STATUS_IDS,
    (_line, name: string, text: string) => `${name}:\t${shown(text, id)}`,
  );
  return STATUS_FIXED.reduce((text, [line, value]) => text.replace(line, `$1${value}`), withIds);
}
