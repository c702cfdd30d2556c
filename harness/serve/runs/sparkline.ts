/** A run as a small picture: operations per second as an area, those of unknown outcome as bars above them. Pure. */

import { briefFigure } from '../../text/rounded.js';
import type { OverTime } from '../over-time.js';

const WIDTH = 96;
const HEIGHT = 22;

/** SVG text, of numbers alone. Empty if nothing ended. */
export function sparkline({ seconds, ok, info }: OverTime): string {
  const most = Math.max(0, ...ok.map((each, i) => each + (info[i] ?? 0)));
  if (most === 0) return '';
  const step = WIDTH / ok.length;
  const y = (value: number): number => Math.round((HEIGHT - (value / most) * (HEIGHT - 2)) * 10) / 10;
  const x = (slice: number): number => Math.round(slice * step * 10) / 10;
  const area = ok.map((each, i) => `V${y(each)}H${x(i + 1)}`).join('');
  const bars = info
    .map((each, i) =>
      each === 0 ? '' : `M${x(i)} ${y(ok[i] ?? 0)}V${y((ok[i] ?? 0) + each)}H${x(i + 1)}V${y(ok[i] ?? 0)}Z`,
    )
    .join('');
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="${inWords({ seconds, ok, info })}"><path class="area" d="M0 ${HEIGHT}${area}V${HEIGHT}Z"/>${bars === '' ? '' : `<path class="unknown" d="${bars}"/>`}</svg>`;
}

function inWords({ seconds, ok, info }: OverTime): string {
  const unknown = Math.round(info.reduce((sum, each) => sum + each * seconds, 0));
  const words = `at most ${briefFigure(Math.max(...ok))} operations per second over ${briefFigure(ok.length * seconds)} s`;
  return unknown === 0 ? words : `${words}, ${unknown} of unknown outcome`;
}
