/**
 * Text can be read on every ground that it stands on, in the light and in the dark: 4.5 to 1 at least (WCAG 2.2, 1.4.3). Marks
 * and the edges of controls can be seen: 3 to 1 (1.4.11).
 */

import test from 'ava';
import { DARK, FAULT_HUES, LIGHT, type Palette } from '../../../harness/page/colors.js';
import { STYLE } from '../../../harness/page/style.js';

type Rgb = readonly [number, number, number];

/** `#rrggbb`, or `#rrggbbaa` over a ground. */
function rgb(color: string, ground: Rgb = [255, 255, 255]): Rgb {
  const [r = NaN, g = NaN, b = NaN, a = 255] = (color.slice(1).match(/../g) ?? []).map((pair) =>
    Number.parseInt(pair, 16),
  );
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

/** The pairs of colours whose contrast is less than `least`, in words. */
function tooWeak(
  least: number,
  pairs: readonly (readonly [name: string, color: Rgb, ground: string, on: Rgb])[],
): readonly string[] {
  return pairs.flatMap(([name, color, ground, on]) => {
    const ratio = contrast(color, on);
    return ratio >= least ? [] : [`${name} on ${ground}: ${ratio.toFixed(2)}`];
  });
}

function grounds({ page, card, panel }: Palette): readonly (readonly [string, string])[] {
  return Object.entries({ page, card, panel });
}

test('the contrast of black and white is 21 to 1, and a weak pair is named', (t) => {
  t.is(contrast([0, 0, 0], [255, 255, 255]), 21);
  t.deepEqual(tooWeak(4.5, [['a', rgb('#777777'), 'b', rgb('#ffffff')]]), ['a on b: 4.48']);
});

for (const [scheme, palette] of [
  ['light', LIGHT],
  ['dark', DARK],
] as const) {
  test(`${scheme}: text, links and the colours of data and faults have 4.5 to 1 on page, card and panel`, (t) => {
    const { text, quiet, link, good, bad, warn, series, faults } = palette;
    const texts = [
      ...Object.entries({ text, quiet, link, good, bad, warn, ...faults }),
      ...Object.entries(series),
    ];
    t.deepEqual(
      tooWeak(
        4.5,
        texts.flatMap(([name, color]) =>
          grounds(palette).map(([ground, on]) => [name, rgb(color), ground, rgb(on)] as const),
        ),
      ),
      [],
    );
  });

  test(`${scheme}: words on badges, callouts and pressed buttons have 4.5 to 1`, (t) => {
    const { text, quiet, good, bad, warn, link, onlink, goodpale, badpale, warnpale } = palette;
    const pairs: readonly (readonly [string, string, string])[] = [
      ...[goodpale, badpale, warnpale].flatMap((pale) => [
        ['text', text, pale] as const,
        ['quiet', quiet, pale] as const,
        ['link', link, pale] as const,
      ]),
      ['good', good, goodpale],
      ['bad', bad, badpale],
      ['warn', warn, warnpale],
      ['onlink', onlink, link],
    ];
    t.deepEqual(
      tooWeak(
        4.5,
        pairs.map(([name, color, on]) => [name, rgb(color), on, rgb(on)]),
      ),
      [],
    );
  });

  test(`${scheme}: the edges of controls have 3 to 1`, (t) => {
    t.deepEqual(
      tooWeak(
        3,
        grounds(palette).map(([ground, on]) => ['edge', rgb(palette.edge), ground, rgb(on)]),
      ),
      [],
    );
  });

  test(`${scheme}: names and times can be read over the band of a fault`, (t) => {
    const { page, band, text, quiet, warn } = palette;
    const on = rgb(band, rgb(page));
    t.deepEqual(
      tooWeak(
        4.5,
        Object.entries({ text, quiet, warn }).map(([name, color]) => [name, rgb(color), 'band', on]),
      ),
      [],
    );
  });
}

test('the style has both palettes, and a class for each colour of data and each kind of fault', (t) => {
  for (const { page, text, faults } of [LIGHT, DARK])
    for (const color of [`--page:${page}`, `--text:${text}`, `--fault-kill:${faults.kill}`])
      t.true(STYLE.includes(color));
  for (const name of [...LIGHT.series.map((_, i) => `s${i}`), ...FAULT_HUES.map((hue) => `fault-${hue}`)])
    t.true(STYLE.includes(`.${name}{`), name);
  t.is(LIGHT.series.length, DARK.series.length);
});
