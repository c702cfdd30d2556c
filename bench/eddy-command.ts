/** The `eddy` command as a user runs it, watched: how long it took, and what its own process used. */

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { withScratch } from './scratch.js';

const EDDY = fileURLToPath(new URL('../harness/cli/eddy.js', import.meta.url));
const USAGE = fileURLToPath(new URL('../../bench/programs/usage.cjs', import.meta.url));

export interface CommandUsage {
  /** From before the spawn until after the exit. */
  readonly wallSeconds: number;
  /** User and system time of Eddy itself; its nodes are not in it. */
  readonly cpuSeconds: number;
  readonly peakMb: number;
}

/** Runs it in an empty folder. Rejects where its exit status is not 0. */
export function runEddy(args: readonly string[]): Promise<CommandUsage> {
  return withScratch(async (folder) => {
    const report = path.join(folder, 'usage.json');
    const start = process.hrtime.bigint();
    const child = spawn(process.execPath, ['--require', USAGE, EDDY, ...args], {
      cwd: folder,
      env: { ...process.env, BENCH_USAGE: report },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let complaints = '';
    child.stderr.on('data', (chunk: Buffer) => {
      complaints += chunk.toString();
    });
    const status = await new Promise<number | null>((resolve) => {
      child.once('close', resolve);
    });
    const wallSeconds = Number(process.hrtime.bigint() - start) / 1e9;
    if (status !== 0) throw new Error(`eddy ${args.join(' ')} ended with ${status}:\n${complaints}`);
    const used = JSON.parse(readFileSync(report, 'utf8')) as Omit<CommandUsage, 'wallSeconds'>;
    return { wallSeconds, ...used };
  });
}
