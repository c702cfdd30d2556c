/** Where Chromium is, and how it is started so that it asks nobody for anything: for tests of pages and for their benchmark. */

import { existsSync } from 'node:fs';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export const CHROMIUM_ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The program that EDDY_CHROMIUM names, or one where Debian and others put it; undefined where there is none. */
export function findChromium(): string | undefined {
  return [process.env['EDDY_CHROMIUM'] ?? '', ...PLACES].find((place) => place !== '' && existsSync(place));
}
