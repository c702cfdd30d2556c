/**
 * The colours of all pages and pictures, light and dark. Text colours have a contrast of at least 4.5 to 1 on every ground
 * (WCAG 2.2, 1.4.3), marks and the edges of controls 3 to 1 (1.4.11); `test/harness/page/colors.test.ts` computes them.
 */

/** Each is `#rrggbb`, or `#rrggbbaa` for what lies over a ground. */
export interface Palette {
  /** Grounds: of the page, of what is raised above it, and of what is sunk into it. */
  readonly page: string;
  readonly card: string;
  readonly panel: string;
  readonly text: string;
  /** Text that is less important. */
  readonly quiet: string;
  /** Lines that separate, and the edges of controls. */
  readonly line: string;
  readonly edge: string;
  /** Links, the focus, what is pressed; and the text on it. */
  readonly link: string;
  readonly onlink: string;
  readonly good: string;
  readonly bad: string;
  readonly warn: string;
  /** Grounds of badges and callouts. */
  readonly goodpale: string;
  readonly badpale: string;
  readonly warnpale: string;
  /** Over a chart, for the time of a fault. */
  readonly band: string;
  /** Data, in the order in which they are used. */
  readonly series: readonly string[];
  /** By the kind of a fault. */
  readonly faults: Readonly<Record<FaultHue, string>>;
}

export const FAULT_HUES = [
  'partition',
  'kill',
  'pause',
  'loss',
  'duplication',
  'reorder',
  'slow',
  'latency',
  'corrupt',
] as const;
export type FaultHue = (typeof FAULT_HUES)[number];

export const LIGHT: Palette = {
  page: '#fcfcfa',
  card: '#ffffff',
  panel: '#f2f2ee',
  text: '#1a1c1f',
  quiet: '#585c61',
  line: '#dddcd6',
  edge: '#85857d',
  link: '#0b5cad',
  onlink: '#ffffff',
  good: '#1a7440',
  bad: '#b3113c',
  warn: '#865100',
  goodpale: '#e5f4ea',
  badpale: '#fdeaee',
  warnpale: '#fdf1dc',
  band: '#b843001c',
  series: ['#0b62a8', '#b84300', '#1d7a3f', '#8b2fa8', '#b0103a', '#6b5900', '#00707a', '#5a5a5a'],
  faults: {
    partition: '#b84500',
    kill: '#b3113c',
    pause: '#7c3aad',
    loss: '#8a6100',
    duplication: '#00757f',
    reorder: '#2a5fc4',
    slow: '#5d6b00',
    latency: '#3a7350',
    corrupt: '#b0259b',
  },
};

export const DARK: Palette = {
  page: '#14161a',
  card: '#1c1f24',
  panel: '#22262c',
  text: '#e9e9e6',
  quiet: '#a9adb4',
  line: '#343941',
  edge: '#7f8690',
  link: '#7cbbf5',
  onlink: '#0d1722',
  good: '#6ddb8f',
  bad: '#ff8fa8',
  warn: '#f0b45a',
  goodpale: '#16321f',
  badpale: '#40182a',
  warnpale: '#3a2b10',
  band: '#ff9d5c24',
  series: ['#6db3f2', '#ff9d5c', '#6ddb8f', '#d79bf0', '#ff8fa8', '#d9c34a', '#4fd0da', '#c4c4c4'],
  faults: {
    partition: '#ff9d5c',
    kill: '#ff8fa8',
    pause: '#cfa1f5',
    loss: '#dcb54c',
    duplication: '#4fd0da',
    reorder: '#8ab4ff',
    slow: '#bccb52',
    latency: '#85d3a3',
    corrupt: '#f59be6',
  },
};

/** The declarations of a palette: `--page:#fcfcfa;...;--s0:#0b62a8;...;--fault-kill:#b3113c`. */
export function declarations({ series, faults, ...single }: Palette): string {
  return [
    ...Object.entries(single).map(([name, color]) => `--${name}:${color}`),
    ...series.map((color, i) => `--s${i}:${color}`),
    ...FAULT_HUES.map((hue) => `--fault-${hue}:${faults[hue]}`),
  ].join(';');
}

/** Both palettes as rules for the root, as the reader's system wants them; paper is light. */
export function paletteRules(): string {
  return [
    `:root{color-scheme:light dark;${declarations(LIGHT)}}`,
    `@media screen and (prefers-color-scheme:dark){:root{${declarations(DARK)}}}`,
    ...LIGHT.series.map((_, i) => `.s${i}{--series:var(--s${i})}`),
    ...FAULT_HUES.map((hue) => `.fault-${hue}{--series:var(--fault-${hue})}`),
  ].join('\n');
}
