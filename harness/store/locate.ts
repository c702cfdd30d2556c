/** Where a file of a stored run is: the one rule for what a user can name. */

import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';

export interface Located {
  /** The file, with links resolved: another run may become the latest while this one is read. Undefined if there is none. */
  readonly file: string | undefined;
  /** The paths that were tried, in this order. */
  readonly looked: readonly string[];
}

/**
 * The first of some files of a run. Each place is such a file itself (of any name), the folder of a run, or a folder with
 * a `latest` in it.
 */
export function locate(places: readonly string[], names: readonly string[]): Located {
  const looked = places.flatMap((place) => [
    place,
    ...names.map((name) => path.join(place, name)),
    ...names.map((name) => path.join(place, 'latest', name)),
  ]);
  const found = looked.find(isFile);
  return { file: found === undefined ? undefined : realpathSync(found), looked };
}

export function isFile(place: string): boolean {
  try {
    return statSync(place).isFile();
  } catch {
    return false;
  }
}
