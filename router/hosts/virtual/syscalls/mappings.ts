/** Libraries that a program loads: their code is looked through when it is mapped, before any of it runs. */

import { readlinkSync } from 'node:fs';
import { NEVER } from '../action.js';
import { replaceIn } from '../instructions.js';
import { ERRNO } from '../linux.js';
import { BadAddress } from '../memory.js';
import type { Task } from '../task.js';
import type { Call } from './call.js';

const READ_AND_EXECUTE = 5;

/** The call has returned: `rax` is the address, or an error. */
function mapped({ process, registers, entry }: Task): void {
  const address = registers.value('rax');
  const fd = entry.intArgument(4);
  if (address < 0 || fd < 0) return;
  let file: string;
  try {
    file = readlinkSync(`/proc/${process.pid}/fd/${fd}`);
  } catch {
    return;
  }
  try {
    replaceIn(process, file, { address, length: entry.argument(1), offset: entry.argument(5) });
  } catch (error) {
    // It is ending.
    if (!(error instanceof BadAddress)) throw error;
  }
}

export const MAPPINGS: readonly Call[] = [
  {
    name: 'mmap',
    number: 9,
    only: { argument: 2, values: [READ_AND_EXECUTE] },
    enter: (task) => ({
      do: 'wait',
      wait: { call: 'mmap', deadline: NEVER, expire: () => -ERRNO.EINTR, over: () => mapped(task) },
    }),
  },
];
