/** The table at the end: a row for each program, a column for each challenge. */

import { printable } from '../../text/printable.js';
import type { ChalkInstance } from '../../text/colors.js';
import type { Rate } from '../../run/attempts.js';
import { existing } from '../../errors/existing.js';

/** Lines with their ends. A cell is a verdict, or `3 of 5` if the seeds do not agree. */
export function rateTable(rates: readonly Rate[], colors: ChalkInstance): string {
  const programs = [...new Set(rates.map(({ program }) => program))];
  const challenges = [...new Set(rates.map(({ challenge }) => challenge))];
  const found = (program: string, challenge: string): Rate | undefined =>
    rates.find((rate) => rate.program === program && rate.challenge === challenge);
  // One program has its challenges below each other, which fits any terminal.
  const isOne = programs.length === 1;
  const head = isOne ? ['challenge', 'met'] : ['program', ...challenges];
  const rows = isOne
    ? challenges.map((name) => [name, found(existing(programs[0]), name)] as const)
    : programs.map((name) => [name, ...challenges.map((each) => found(name, each))] as const);
  const texts = rows.map(([name, ...cells]) => [printable(name), ...cells.map(cellText)]);
  const widths = head.map((each, i) => Math.max(each.length, ...texts.map((row) => row[i]?.length ?? 0)));
  const pad = (text: string, i: number): string => text.padEnd(widths[i] ?? 0);
  const lines = rows.map(([, ...cells], r) => {
    const [name = '', ...words] = texts[r] ?? [];
    const painted = words.map((word, i) => paint(cells[i], colors)(pad(word, i + 1)));
    return [pad(name, 0), ...painted].join('  ').trimEnd();
  });
  return [colors.dim(head.map(pad).join('  ').trimEnd()), ...lines].map((line) => `${line}\n`).join('');
}

function cellText(rate: Rate | undefined): string {
  if (rate === undefined) return '-';
  if (rate.of === 1) return rate.verdict ?? '-';
  const isMixed = rate.met > 0 && rate.missed.length > 0;
  return `${rate.met} of ${rate.of}${isMixed ? ` (not seed ${listed(rate.missed)})` : ''}`;
}

const SEEDS_SHOWN = 5;

function listed(seeds: readonly number[]): string {
  const more = seeds.length - SEEDS_SHOWN;
  return seeds.slice(0, SEEDS_SHOWN).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function paint(rate: Rate | undefined, colors: ChalkInstance): ChalkInstance {
  if (rate === undefined) return colors.dim;
  if (rate.met === rate.of) return colors.green;
  return rate.verdict === 'unknown' || rate.met > 0 ? colors.yellow : colors.red;
}
