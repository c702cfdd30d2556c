/** Eddy's own version, from its package.json. */

import { readFileSync } from 'node:fs';
import { memberOf } from '../text/value-at.js';

export function version(): string {
  const manifest: unknown = JSON.parse(
    readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
  );
  return String(memberOf(manifest, 'version'));
}
