/** Reads of files that show the machine: the kernel makes them, and then other text stands in the program's memory. */

import { readFileSync, readlinkSync } from 'node:fs';
import { type Action, RUN } from '../action.js';
import { machineText } from '../machine-files.js';
import type { Task } from '../task.js';
import { ticks } from './usage.js';

export function readMachine(task: Task): Action {
  const { registers, process, node } = task;
  const fd = registers.intArgument(0);
  let text: string;
  let from: number;
  try {
    const path = readlinkSync(`/proc/${process.pid}/fd/${fd}`);
    const position = /^pos:\s*(\d+)/m.exec(readFileSync(`/proc/${process.pid}/fdinfo/${fd}`, 'latin1'))?.[1];
    from = Number(position ?? 0);
    text = machineText(path, from > 0 && path.endsWith('uuid') ? '' : readFileSync(path, 'latin1'), {
      ticks: ticks(task),
      bootTime: node.clock.bootTime,
      id: (real) => node.ids.virtual(real),
      random: (length) => process.random.take(length),
    });
  } catch {
    // The process that it is about has ended: the kernel says so.
    return RUN;
  }
  const [buffer, length] = [registers.argument(1), registers.argument(2)];
  return {
    do: 'change',
    result: (result) => {
      if (result <= 0) return result;
      const part = Buffer.from(text, 'latin1').subarray(from, from + length);
      process.memory.write(buffer, part);
      return part.length;
    },
  };
}
