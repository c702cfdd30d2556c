/** Failures that were found: `store/failures/<workload>/<fingerprint>.yaml`, a plan each, tried first by the next search. */

import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { codeOf } from '../errors/message-of.js';
import { printPlan, readPlan } from '../plan/plan-file.js';
import type { RunPlan } from '../plan/run-plan.js';
import { FAILURES } from '../store/store.js';

export interface KeptFailure {
  readonly file: string;
  readonly plan: RunPlan;
}

function folderOf(store: string, workload: string): string {
  return path.join(store, FAILURES, workload);
}

/** Writes a plan under its fingerprint, in the place of one that is there. Returns its file. */
export function keepFailure(store: string, workload: string, fingerprint: string, plan: RunPlan): string {
  const folder = folderOf(store, workload);
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${fingerprint.replaceAll('/', '.')}.yaml`);
  writeFileSync(file, printPlan(plan));
  return file;
}

/** What earlier searches found, in the order of names. Throws a UsageError if a plan cannot be read. */
export function keptFailures(store: string, workload: string): readonly KeptFailure[] {
  const folder = folderOf(store, workload);
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
  return names
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
    .map((name) => path.join(folder, name))
    .map((file) => ({ file, plan: readPlan(file) }));
}
