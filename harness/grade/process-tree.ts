/** The memory of a process and of all that it started, from /proc. */

import { readdirSync, readFileSync } from 'node:fs';

const PAGE = 4096;

/** Resident bytes; 0 where there is no /proc, or no such process. */
export function memoryOfTree(root: number | undefined): number {
  if (root === undefined) return 0;
  const children = new Map<number, number[]>();
  const bytes = new Map<number, number>();
  for (const name of processes()) {
    const [parent, pages] = statusOf(name) ?? [];
    if (parent === undefined || pages === undefined) continue;
    bytes.set(Number(name), pages * PAGE);
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [Number(name)]);
    else siblings.push(Number(name));
  }
  const sum = (pid: number): number =>
    (children.get(pid) ?? []).reduce((total, child) => total + sum(child), bytes.get(pid) ?? 0);
  return sum(root);
}

function processes(): readonly string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

/** The parent and the resident pages: fields 4 and 24 of stat(5). The name of the program, in brackets, may hold anything. */
function statusOf(pid: string): readonly [parent: number, pages: number] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return [Number(fields[1]), Number(fields[21])];
  } catch {
    return undefined;
  }
}
