/**
 * Runs one measurement in a Node process of its own: no heap, no compiled code and no open file of the last one is left.
 *
 * The measurement is an exported function of a module; its arguments and its result travel as JSON. The other side is
 * `fresh-process-main.ts`.
 */

import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('fresh-process-main.js', import.meta.url));

/** Calls `measure`, exported under its own name by the module at `moduleUrl`. `flags` are for Node itself. */
export function inFreshProcess<Arguments extends readonly unknown[], Result>(
  moduleUrl: string,
  measure: (...args: Arguments) => Promise<Result>,
  args: Arguments,
  flags: readonly string[] = [],
): Promise<Result> {
  return new Promise((resolve, reject) => {
    let answer: { readonly result: Result } | undefined;
    const child = fork(MAIN, [moduleUrl, measure.name, JSON.stringify(args)], { execArgv: [...flags] });
    child.once('message', (message) => {
      answer = message as unknown as { readonly result: Result };
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (answer !== undefined && code === 0) resolve(answer.result);
      else reject(new Error(`${measure.name}(${args.join(', ')}) ended with ${signal ?? `status ${code}`}`));
    });
  });
}
