/** The verdict of a run in one word, whoever shows it, also of a run that has none. */

import type { Validity } from '../checkers/index.js';

/**
 * `not finished` is a run without results. Readers that see when its files were written know more: it is `running`, or was
 * `broken off`. The results of a `damaged` run cannot be read.
 */
export type Verdict = 'valid' | 'invalid' | 'unknown' | 'not finished' | 'running' | 'broken off' | 'damaged';

/** `good`, `bad`, or neither. */
export type Tone = 'good' | 'bad' | 'warn';

const VERDICTS: Readonly<Record<Verdict, { readonly word: string; readonly tone: Tone }>> = {
  valid: { word: 'VALID', tone: 'good' },
  invalid: { word: 'INVALID', tone: 'bad' },
  unknown: { word: 'UNKNOWN', tone: 'warn' },
  'not finished': { word: 'NOT FINISHED', tone: 'warn' },
  running: { word: 'running', tone: 'warn' },
  'broken off': { word: 'broken off', tone: 'warn' },
  damaged: { word: 'damaged', tone: 'bad' },
};

/** `valid` is that of the results; undefined if there are none. */
export function verdictOf(valid: Validity | undefined): Verdict {
  if (valid === undefined) return 'not finished';
  if (valid === 'unknown') return 'unknown';
  return valid ? 'valid' : 'invalid';
}

export function verdictWord(verdict: Verdict): string {
  return VERDICTS[verdict].word;
}

export function toneOf(verdict: Verdict): Tone {
  return VERDICTS[verdict].tone;
}
