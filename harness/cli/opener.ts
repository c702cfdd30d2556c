/**
 * Opens a page in the reader's browser, by the program that the system has for that. Without one the page stays
 * closed, and the caller says where it is.
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** A program, and its arguments before the page. */
export type Opener = readonly [program: string, ...args: readonly string[]];

/** The program that opens files and addresses on this system. */
export function systemOpener(platform: NodeJS.Platform = process.platform): Opener {
  return platform === 'darwin' ? ['open'] : ['xdg-open'];
}

/** Some openers end at once, and some are the browser itself: after this time it is taken to show the page. */
const PATIENCE_MS = 2000;

/**
 * Opens `page`, a path or a URL. Resolves to why it could not be opened, in words, or to undefined. `patience` ends
 * the wait for a program that keeps running.
 */
export async function openPage(
  page: string,
  [program, ...args]: Opener = systemOpener(),
  patience: Promise<unknown> = sleep(PATIENCE_MS, undefined, { ref: false }),
): Promise<string | undefined> {
  const child = spawn(program, [...args, page], { stdio: 'ignore', detached: true });
  const ended = once(child, 'exit').then(
    ([code]: unknown[]) => (code === 0 ? undefined : `${program} ended with status ${String(code)}`),
    (error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' ? `there is no ${program} on this machine` : `${program}: ${error.message}`,
  );
  try {
    return await Promise.race([ended, patience.then(() => undefined)]);
  } finally {
    // The browser may outlive this command.
    child.unref();
  }
}

/** Opens the page, or says on stderr why that failed and where the page is. */
export async function openOrTell(page: string): Promise<void> {
  const problem = await openPage(page);
  if (problem !== undefined)
    process.stderr.write(`eddy: the page could not be opened (${problem}): open ${page} in a browser\n`);
}
