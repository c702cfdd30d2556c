/** The small pictures of runs, fetched when their rows come into view. */

import type { OverTime } from '../../over-time.js';
import { sparkline } from '../sparkline.js';

const seen = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      void draw(target);
    }
  },
  { rootMargin: '200px' },
);

/** A run that has not ended has no picture yet. */
export function drawWhenSeen(row: HTMLTableRowElement): void {
  const place = row.querySelector('.spark');
  if (place !== null && row.dataset['ended'] !== undefined) seen.observe(place);
}

async function draw(place: Element): Promise<void> {
  const [workload = '', time = ''] = (place.closest('tr')?.dataset['run'] ?? '').split('/');
  try {
    const answer = await fetch(`/over-time/${encodeURIComponent(workload)}/${encodeURIComponent(time)}`);
    if (answer.ok && answer.status !== NOTHING)
      place.innerHTML = sparkline((await answer.json()) as OverTime);
  } catch {
    // The server has stopped: the list stays as it is.
  }
}

/** The status for a run that has no history. */
const NOTHING = 204;
