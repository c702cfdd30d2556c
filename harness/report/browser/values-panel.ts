/** For each value, how long it was known and yet missing from some read, against the time when it became known. */

import { BOTTOM, type Area, drawTimeAxis, Panel } from '../../page/browser/panel.js';
import type { TimeWindow } from '../../page/browser/time-window.js';
import { linearAxis } from './axis.js';
import { hoverCard } from '../../page/browser/hover-card.js';
import { byId } from '../../page/browser/dom.js';
import { strokeEntry } from './chart-words.js';
import { FaultStrip, THIN } from './fault-strip.js';
import { rounded } from '../../text/rounded.js';
import { seconds } from './words.js';
import type { Run } from './run.js';

const STABLE = 0;
const LOST = 1;
const OUTCOMES = ['A stable value', 'A lost value', 'A value that was never read'] as const;

export class ValuesPanel {
  readonly #panel: Panel;
  readonly #run: Run;
  readonly #most: number;
  readonly #strip: FaultStrip;

  /** `follow` is called with the text of a value that is clicked. */
  constructor(canvas: HTMLCanvasElement, window: TimeWindow, run: Run, follow: (value: string) => void) {
    this.#run = run;
    this.#strip = new FaultStrip(run.data.faults);
    this.#most = run.values.latency.reduce((a, b) => Math.max(a, b), 1);
    this.#panel = new Panel(canvas, window, 170, (area) => this.#draw(area));
    canvas.addEventListener('click', ({ offsetX, offsetY }) => {
      const row = this.#nearest(offsetX, offsetY);
      if (row !== undefined) void run.values.text.row(row).then(follow);
    });
    hoverCard(canvas, (x, y) => {
      const row = this.#nearest(x, y);
      if (row === undefined) return undefined;
      const { known, latency, outcome } = run.values;
      return {
        title: OUTCOMES[outcome[row] ?? 0] ?? '',
        lines: [
          ['known from', seconds(known[row])],
          [
            outcome[row] === STABLE ? 'until every read showed it' : 'seen for',
            `${rounded(latency[row] ?? 0)} ms`,
          ],
          'Click to follow it.',
        ],
      };
    });
    byId('values-key').replaceChildren(
      strokeEntry('stable', { color: 'var(--s0)', dots: true }),
      strokeEntry('lost (a cross)', { color: 'var(--bad)', dots: true }),
      strokeEntry('never read (a cross)', { color: 'var(--warn)', dots: true }),
    );
  }

  #draw(area: Area): void {
    const { context, theme, height, left, right, x } = area;
    const { values } = this.#run;
    this.#strip.drawThin(area);
    this.#strip.drawEdges(area, height - BOTTOM, THIN);
    const y = linearAxis(area, this.#most, ' ms');
    drawTimeAxis(area, this.#panel.window);
    context.save();
    context.beginPath();
    context.rect(left, 0, right - left, height);
    context.clip();
    context.lineWidth = 1.5;
    for (let row = 0; row < values.length; row++) {
      const at = x(values.known[row] ?? 0);
      if (at < left - 4 || at > right + 4) continue;
      const up = y(values.latency[row] ?? 0);
      if (values.outcome[row] === STABLE) {
        context.fillStyle = theme.series[0] ?? theme.text;
        context.fillRect(at - 1.5, up - 1.5, 3, 3);
      } else {
        context.strokeStyle = values.outcome[row] === LOST ? theme.bad : theme.warn;
        context.beginPath();
        context.moveTo(at - 4, up - 4);
        context.lineTo(at + 4, up + 4);
        context.moveTo(at + 4, up - 4);
        context.lineTo(at - 4, up + 4);
        context.stroke();
      }
    }
    context.restore();
  }

  /** The heights are those of the last picture: the axis is the same for any window. */
  #nearest(px: number, py: number): number | undefined {
    const { values } = this.#run;
    const { height, canvas, window } = this.#panel;
    const [base, top] = [height - BOTTOM, 8];
    const scale = (canvas.clientWidth - 74) / window.width;
    let nearest: number | undefined;
    let least = 10;
    for (let row = 0; row < values.length; row++) {
      const dx = 64 + ((values.known[row] ?? 0) - window.from) * scale - px;
      const dy = base - ((values.latency[row] ?? 0) / (this.#most * 1.06)) * (base - top) - py;
      const distance = Math.hypot(dx, dy);
      if (distance < least) [nearest, least] = [row, distance];
    }
    return nearest;
  }
}
