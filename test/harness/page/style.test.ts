/** Text can be read on every ground that it stands on, in the light and in the dark: 4.5 to 1 at least (WCAG 2.2, 1.4.3). */

import test from 'ava';
import { STYLE } from '../../../harness/page/style.js';

type Rgb = readonly [number, number, number];

function colorsOf(scheme: 'light' | 'dark'): ReadonlyMap<string, string> {
  const [light = '', dark = ''] = [...STYLE.matchAll(/:root\{([^}]*)\}/g)].map(([, rule]) => rule ?? '');
  return new Map(
    [...(scheme === 'light' ? light : dark).matchAll(/--([\w-]+):(#\w+)/g)].map(
      ([, name = '', color = '']) => [name, color],
    ),
  );
}

/** `#rgb`, `#rrggbb`, or `#rrggbbaa` over a ground. */
function rgb(color: string, ground: Rgb = [255, 255, 255]): Rgb {
  const digits = color.length === 4 ? color.slice(1).replaceAll(/./g, '$&$&') : color.slice(1);
  const [r = 0, g = 0, b = 0, a = 255] = (digits.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
  const over = (value: number, i: 0 | 1 | 2): number => (value * a + ground[i] * (255 - a)) / 255;
  return [over(r, 0), over(g, 1), over(b, 2)];
}

function luminance(color: Rgb): number {
  const [r = 0, g = 0, b = 0] = color.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: Rgb, b: Rgb): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

for (const scheme of ['light', 'dark'] as const) {
  test(`${scheme}: text, quiet text and the colours of series have 4.5 to 1 on page and panel`, (t) => {
    const colors = colorsOf(scheme);
    const of = (name: string): Rgb => rgb(colors.get(name) ?? '#000');
    const texts = ['text', 'quiet', 'accent', 'bad', 'warn', ...Array.from({ length: 8 }, (_, i) => `s${i}`)];
    for (const name of texts) {
      for (const ground of ['page', 'panel'])
        t.true(
          contrast(of(name), of(ground)) >= 4.5,
          `${name} on ${ground}: ${contrast(of(name), of(ground)).toFixed(2)}`,
        );
    }
  });

  test(`${scheme}: names and times can be read over the band of a fault`, (t) => {
    const colors = colorsOf(scheme);
    const band = rgb(colors.get('band') ?? '', rgb(colors.get('page') ?? ''));
    for (const name of ['text', 'quiet', 'warn'])
      t.true(
        contrast(rgb(colors.get(name) ?? ''), band) >= 4.5,
        `${name}: ${contrast(rgb(colors.get(name) ?? ''), band).toFixed(2)}`,
      );
  });
}
