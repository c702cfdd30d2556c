/**
 * Preloaded into a process that is measured: when it exits, what it used itself (not its children) goes to the file that
 * BENCH_USAGE names. The peak is VmHWM: `ru_maxrss` would begin with the memory of the process that forked this one.
 */

const fs = require('node:fs');
const { isMainThread } = require('node:worker_threads');

const file = process.env.BENCH_USAGE;
if (file !== undefined && isMainThread) {
  delete process.env.BENCH_USAGE;
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime } = process.resourceUsage();
    const peakKb = Number(/^VmHWM:\s+(\d+)/m.exec(fs.readFileSync('/proc/self/status', 'utf8'))[1]);
    const used = { cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMb: peakKb / 1024 };
    fs.writeFileSync(file, JSON.stringify(used));
  });
}
