/**
 * Colours by chalk, with NO_COLOR respected (chalk itself ignores it on a terminal).
 *
 * https://no-color.org: any value that is not empty switches colour off, unless FORCE_COLOR overrides it.
 */

import { Chalk, type ChalkInstance, supportsColor, supportsColorStderr } from 'chalk';

export type { ChalkInstance } from 'chalk';

/** Colours for a stream, as far as that stream supports them. */
export function colorsFor(stream: 'stdout' | 'stderr'): ChalkInstance {
  const support = stream === 'stdout' ? supportsColor : supportsColorStderr;
  const off = (process.env['NO_COLOR'] ?? '') !== '' && process.env['FORCE_COLOR'] === undefined;
  return new Chalk({ level: off || support === false ? 0 : support.level });
}

/** No colour at all, for files and tests. */
export const plain: ChalkInstance = new Chalk({ level: 0 });
