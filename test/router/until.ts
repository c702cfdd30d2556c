/** Waits for what happens in another process: looks again and again, and gives up only after a time no machine needs. */

const GIVE_UP_MS = 20_000;

export async function until(condition: () => boolean, what: string = String(condition)): Promise<void> {
  const start = performance.now();
  while (!condition()) {
    if (performance.now() - start > GIVE_UP_MS)
      throw new Error(`waited ${GIVE_UP_MS} ms in vain for ${what}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  }
}
