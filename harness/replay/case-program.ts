/** The program of a case that is made from a run: the one that the user names, or else the run's own. */

import path from 'node:path';
import { programFile, programNames, resolveProgram } from '../cluster/program.js';
import { optionError, UsageError } from '../errors/usage-error.js';
import { WORKLOADS } from '../workloads/index.js';

export interface CaseProgram {
  /** One of Eddy's own, for the case's `program` line. Undefined if it is not known. */
  readonly program: string | undefined;
  /** The user's program, which must be given to `eddy replay`. */
  readonly bin: string | undefined;
  readonly args: readonly string[];
  /** Why the case cannot be replayed here; undefined if it can. */
  readonly missing?: string;
}

export interface GivenProgram {
  readonly program?: string | undefined;
  readonly bin?: string | undefined;
  readonly args?: readonly string[] | undefined;
}

/** `test` is the content of the run's `test.json`. Rejects with a UsageError if no program is known. */
export async function caseProgram(
  test: Readonly<Record<string, unknown>>,
  { program, bin, args = [] }: GivenProgram,
): Promise<CaseProgram> {
  const own = WORKLOADS.find(({ name }) => name === test['workload'])?.program;
  if (program !== undefined) programFile(program);
  if (bin !== undefined) {
    await resolveProgram({ runtime: 'process', bin, args, own: '' });
    return { program: program ?? own, bin, args };
  }
  if (program !== undefined) return { program, bin: undefined, args: [] };
  if (typeof test['bin'] === 'string') return stored(test['bin'], test['args'], own);
  if (own !== undefined) return { program: own, bin: undefined, args: [] };
  throw optionError(
    'program',
    'the run does not say which program it was made with: ' +
      `expected --bin, or --program with one of ${programNames().join(', ')}`,
  );
}

async function stored(bin: string, given: unknown, own: string | undefined): Promise<CaseProgram> {
  const args = Array.isArray(given) ? given.map(String) : [];
  const name = path.basename(bin, '.js');
  // One of Eddy's own, by its file.
  if (programNames().includes(name) && programFile(name) === path.resolve(bin))
    return { program: name, bin: undefined, args: [] };
  const known = { program: own, bin, args };
  try {
    await resolveProgram({ runtime: 'process', bin, args, own: '' });
    return known;
  } catch (error) {
    if (error instanceof UsageError) return { ...known, missing: error.message };
    throw error;
  }
}
