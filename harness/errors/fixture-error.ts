/** A fixture file that cannot be read. The message names file, line and field, what came and what was expected. */

export interface Place {
  readonly file: string;
  /** Counts from 1. */
  readonly line: number;
  /** For example `timeout`, or `options.rate`. */
  readonly field?: string | undefined;
}

export class FixtureError extends Error {
  readonly file: string;
  readonly line: number;
  readonly field: string | undefined;

  constructor({ file, line, field }: Place, text: string, cause?: unknown) {
    super(`${file}:${line}: ${field === undefined ? '' : `${field}: `}${text}`, { cause });
    this.name = 'FixtureError';
    this.file = file;
    this.line = line;
    this.field = field;
  }
}
