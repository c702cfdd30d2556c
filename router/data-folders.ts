/** The data directories of a cluster's nodes: below a given directory, or a temporary one. */

import { mkdtempSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export class DataFolders {
  readonly #given: string | undefined;
  #temporary: string | undefined;

  /** Without `given` a temporary directory is made when the first node needs it. */
  constructor(given: string | undefined) {
    this.#given = given === undefined ? undefined : path.resolve(given);
  }

  /** The absolute path of a node's own directory, which need not exist. */
  pathOf(node: string): string {
    const root = this.#given ?? (this.#temporary ??= mkdtempSync(path.join(tmpdir(), 'eddy-data-')));
    return path.join(root, encodeURIComponent(node).replaceAll('.', '%2E'));
  }

  /** Call when all nodes are gone: removes a temporary directory, and directories without files. */
  close(): void {
    if (this.#temporary !== undefined) rmSync(this.#temporary, { recursive: true, force: true });
    this.#temporary = undefined;
    if (this.#given !== undefined) removeEmpty(this.#given);
  }
}

function removeEmpty(root: string): void {
  const children = childrenOf(root);
  for (const child of children ?? []) {
    const folder = path.join(root, child);
    if (childrenOf(folder)?.length === 0) rmdirSync(folder);
  }
  if (childrenOf(root)?.length === 0) rmdirSync(root);
}

/** Undefined if there is no such directory. */
function childrenOf(folder: string): readonly string[] | undefined {
  try {
    return readdirSync(folder);
  } catch {
    return undefined;
  }
}
