/** Times as how long ago they were; the full time is in the title. */

import { ago } from '../ago.js';

export function relateTimes(now: number): void {
  for (const time of document.querySelectorAll('time')) {
    const at = Date.parse(time.dateTime);
    const words = ago(at, now);
    if (time.textContent !== words) time.textContent = words;
  }
}
