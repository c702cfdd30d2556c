/**
 * The output of a trace: lines are gathered into large pieces, written no faster than the reader takes them, and a
 * reader that has left (`| head`) is no error.
 */

const PIECE = 64 * 1024;

export class Output {
  readonly #stream: NodeJS.WritableStream;
  #lines: string[] = [];
  #length = 0;
  #closed = false;

  constructor(stream: NodeJS.WritableStream) {
    this.#stream = stream;
    stream.on('error', ignore);
  }

  /** The reader has left. */
  get closed(): boolean {
    return this.#closed;
  }

  async line(text: string): Promise<void> {
    this.#lines.push(text);
    this.#length += text.length + 1;
    if (this.#length >= PIECE) await this.flush();
  }

  /** Resolves when the stream has taken all that was written: its buffer never holds more than one piece. */
  async flush(): Promise<void> {
    if (this.#lines.length === 0 || this.#closed) return;
    const piece = `${this.#lines.join('\n')}\n`;
    this.#lines = [];
    this.#length = 0;
    await this.#write(piece);
  }

  /** Writes the remaining lines and releases the stream, which stays open. */
  async close(): Promise<void> {
    await this.flush();
    // After an error the event is still to come.
    if (!this.#closed) this.#stream.off('error', ignore);
  }

  #write(piece: string): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      this.#stream.write(piece, (error) => {
        if (error === null || error === undefined) resolve();
        else if (isClosed(error)) {
          this.#closed = true;
          resolve();
        } else reject(error);
      });
    });
  }
}

/** An error comes to the write's callback first; without a listener the event after it would end the process. */
function ignore(): void {}

function isClosed(error: NodeJS.ErrnoException): boolean {
  return error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED';
}
