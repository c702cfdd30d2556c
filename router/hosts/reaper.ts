/**
 * Sees to it that no node outlives Eddy, even when Eddy is killed with SIGKILL and can do nothing any more.
 *
 * A small shell in a session of its own reads the ids of process groups from a pipe. When Eddy is gone, whatever the
 * reason, the pipe ends, and the shell kills the groups that are still on its list.
 */

import { type ChildProcess, spawn } from 'node:child_process';

const SCRIPT = `
trap '' INT TERM HUP
groups=
while read -r what group; do
  case $what in
    +) groups="$groups $group" ;;
    -) kept=
       for each in $groups; do [ "$each" = "$group" ] || kept="$kept $each"; done
       groups=$kept ;;
  esac
done
for each in $groups; do kill -s KILL -- "-$each" 2>/dev/null; done
`;

/** Kills process groups when this process is gone. `reaper` is the one to use. */
export class Reaper {
  #shell: ChildProcess | undefined;

  /** Kill this group if Eddy dies. */
  watch(group: number): void {
    this.#shell ??= this.#start();
    this.#shell.stdin?.write(`+ ${group}\n`);
  }

  /** The group is gone. */
  forget(group: number): void {
    this.#shell?.stdin?.write(`- ${group}\n`);
  }

  #start(): ChildProcess {
    const shell = spawn('/bin/sh', ['-c', SCRIPT], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
      cwd: '/',
    });
    shell.on('error', () => {});
    shell.stdin.on('error', () => {});
    // It waits for Eddy, never the other way round.
    shell.unref();
    const { stdin } = shell;
    if ('unref' in stdin && typeof stdin.unref === 'function') stdin.unref();
    return shell;
  }
}

/** The one reaper of this process: it kills the groups that it watches when this process is gone. */
export const reaper = new Reaper();
