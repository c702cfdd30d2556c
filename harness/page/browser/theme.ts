/** The colours of the page, for canvases; they change when the reader's system turns dark or light. Paper is light. */

import { DARK, LIGHT, type FaultHue, FAULT_HUES, type Palette } from '../colors.js';

export type Theme = Palette;

export const SERIES = LIGHT.series.length;

const dark = matchMedia('(prefers-color-scheme: dark)');
let isPrinting = false;
const listeners: (() => void)[] = [];

dark.addEventListener('change', () => {
  for (const listener of listeners) listener();
});
// Before all other listeners of these events, since this module is evaluated first.
addEventListener('beforeprint', () => (isPrinting = true));
addEventListener('afterprint', () => {
  isPrinting = false;
  for (const listener of listeners) listener();
});

export function theme(): Theme {
  return dark.matches && !isPrinting ? DARK : LIGHT;
}

export function onTheme(listener: () => void): void {
  listeners.push(listener);
}

/** The colour of a kind of fault. */
export function faultColor(kind: string, { faults, warn }: Theme): string {
  const hue = FAULT_HUES.find((each): each is FaultHue => each === kind);
  return hue === undefined ? warn : faults[hue];
}
