/** The operations of a stored history, as they end. Read in bounded memory: an operation is known by its process. */

import { readNdjson } from '../store/ndjson-reader.js';

export interface EndedOperation {
  readonly type: 'ok' | 'fail' | 'info';
  /** Nanoseconds since the run's zero; undefined if its invocation is missing. */
  readonly begun: number | undefined;
  readonly time: number;
}

/** `end`: the most bytes that are read. Rejects with a UsageError at a line that is no JSON object. */
export async function eachEnded(
  file: string,
  end: number,
  use: (operation: EndedOperation) => void,
): Promise<void> {
  const invoked = new Map<number, number>();
  for await (const rows of readNdjson(file, { end })) {
    for (const { value } of rows) {
      const { process, type, time } = value;
      if (typeof process !== 'number' || typeof time !== 'number') continue;
      const begun = invoked.get(process);
      if (type === 'invoke') invoked.set(process, time);
      else invoked.delete(process);
      if (type === 'ok' || type === 'fail' || type === 'info') use({ type, begun, time });
    }
  }
}
