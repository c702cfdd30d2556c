/** A terminal or a pipe that only remembers what was written to it. */

import { WriteStream } from 'node:tty';

export function screen(terminal: boolean): { readonly stream: WriteStream; readonly text: () => string } {
  let text = '';
  const stream = Object.create(WriteStream.prototype) as WriteStream;
  const write = (piece: string): boolean => {
    text += piece;
    return true;
  };
  Object.defineProperties(stream, {
    isTTY: { value: terminal },
    columns: { value: 60 },
    rows: { value: 24 },
    write: { value: write },
  });
  return { stream, text: () => text };
}
