/** The directory that a process or a worker keeps its files in from one life to the next. It learns of it by `EDDY_DATA_DIR`. */

import { mkdirSync, rmSync } from 'node:fs';

/** The directory of one node. It is made when it is first needed. */
export class DataFolder {
  readonly #path: () => string;

  /** `path` is asked when the directory is needed. */
  constructor(path: () => string) {
    this.#path = path;
  }

  /** Makes it where it is missing. Returns what to add to the environment of the node. */
  open(): { readonly EDDY_DATA_DIR: string } {
    const path = this.#path();
    mkdirSync(path, { recursive: true });
    return { EDDY_DATA_DIR: path };
  }

  /** Removes the directory with all that is in it. */
  wipe(): void {
    rmSync(this.#path(), { recursive: true, force: true });
  }
}
