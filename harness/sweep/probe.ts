/** Done in a thread of its own: loads a program as a simulation would, and says why that cannot be. */

import { explain } from '../errors/explain-error.js';
import { resolveProgram } from '../run/program.js';

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
