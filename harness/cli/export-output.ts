/** The destination of an export: stdout, whose reader may leave, or a file that is written whole or not at all. */

import { createWriteStream, renameSync, rmSync, statSync } from 'node:fs';
import { finished } from 'node:stream/promises';
import { Output } from '../text/output.js';
import { UsageError } from '../errors/usage-error.js';

/** Resolves with the number of characters. Throws a UsageError if the file cannot be written. */
export async function writeExport(
  lines: AsyncIterable<string> | Iterable<string>,
  file: string | undefined,
): Promise<number> {
  if (file === undefined) return writeLines(lines, process.stdout);
  const kind = statSync(file, { throwIfNoEntry: false });
  // A pipe or a device is written to; a file is replaced.
  const fresh = kind === undefined || kind.isFile() ? `${file}.new` : file;
  const stream = createWriteStream(fresh);
  try {
    const written = await writeLines(lines, stream);
    await finished(stream.end());
    if (fresh !== file) renameSync(fresh, file);
    return written;
  } catch (error) {
    stream.destroy();
    if (fresh !== file) rmSync(fresh, { force: true });
    if (!isOfFile(error)) throw error;
    throw new UsageError(
      `output: expected a file that can be written, got ${JSON.stringify(file)} (${error.message})`,
      error,
    );
  }
}

async function writeLines(
  lines: AsyncIterable<string> | Iterable<string>,
  stream: NodeJS.WritableStream,
): Promise<number> {
  const output = new Output(stream);
  let characters = 0;
  for await (const line of lines) {
    characters += line.length + 1;
    await output.line(line);
    if (output.closed) break;
  }
  await output.close();
  return characters;
}

function isOfFile(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}
