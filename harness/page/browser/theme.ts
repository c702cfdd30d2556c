/** The colours of the page, for canvases; read anew when the reader's system turns dark or light. */

export interface Theme {
  readonly page: string;
  readonly text: string;
  readonly quiet: string;
  readonly line: string;
  readonly panel: string;
  readonly bad: string;
  readonly warn: string;
  readonly accent: string;
  readonly band: string;
  readonly series: readonly string[];
}

export const SERIES = 8;

let current: Theme | undefined;
const listeners: (() => void)[] = [];

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  current = undefined;
  for (const listener of listeners) listener();
});

export function theme(): Theme {
  current ??= read();
  return current;
}

export function onTheme(listener: () => void): void {
  listeners.push(listener);
}

function read(): Theme {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    page: color('page'),
    text: color('text'),
    quiet: color('quiet'),
    line: color('line'),
    panel: color('panel'),
    bad: color('bad'),
    warn: color('warn'),
    accent: color('accent'),
    band: color('band'),
    series: Array.from({ length: SERIES }, (_, i) => color(`s${i}`)),
  };
}
