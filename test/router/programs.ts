/** Where the node programs of the tests are: plain files, as a user would hand them over, that no compiler touches. */

import { fileURLToPath } from 'node:url';

export function programFile(name: string): string {
  // Seen from dist/test/router.
  return fileURLToPath(new URL(`../../../test/programs/${name}`, import.meta.url));
}
