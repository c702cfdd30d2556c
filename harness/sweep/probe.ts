/** Runs in a thread of its own: loads a program as a simulation would, and reports why that fails. */

import { explain } from '../errors/explain-error.js';
import { resolveProgram } from '../cluster/program.js';

export interface ProbeTask {
  readonly bin: string;
}

export default async function probe({ bin }: ProbeTask): Promise<{ readonly problem?: string }> {
  try {
    await resolveProgram({ runtime: 'sim', bin, args: [], own: '' });
    return {};
  } catch (error) {
    return { problem: explain(error) };
  }
}
