/**
 * The style that all pages share: light or dark as the reader's system, from a telephone's width up. Text has a
 * contrast of at least 4.5 to 1 (WCAG AA) on every background.
 */

export const LIGHT = ['#0b62a8', '#b84300', '#1d7a3f', '#8b2fa8', '#b0103a', '#6b5900', '#00707a', '#5a5a5a'];
export const DARK = ['#6db3f2', '#ff9d5c', '#6ddb8f', '#d79bf0', '#ff8fa8', '#d9c34a', '#4fd0da', '#c4c4c4'];

const colors = (list: readonly string[]): string => list.map((color, i) => `--s${i}:${color}`).join(';');
const series = LIGHT.map((_, i) => `.s${i}{--series:var(--s${i})}`).join('\n');

export const STYLE = `
:root{color-scheme:light dark;--page:#fff;--text:#1b1b1b;--quiet:#595959;--line:#d6d6d6;--panel:#f5f5f3;--accent:#1d7a3f;--bad:#b0103a;--warn:#8a5300;--band:#b8430022;${colors(LIGHT)}}
@media (prefers-color-scheme:dark){:root{--page:#16181b;--text:#e8e8e6;--quiet:#a8abb0;--line:#3a3e44;--panel:#1f2226;--accent:#6ddb8f;--bad:#ff8fa8;--warn:#f0b45a;--band:#ff9d5c26;${colors(DARK)}}}
${series}
*{box-sizing:border-box}
body{margin:0 auto;padding:1rem clamp(.75rem,3vw,2rem) 3rem;max-width:76rem;background:var(--page);color:var(--text);font:16px/1.5 system-ui,sans-serif}
h1{font-size:1.4rem;margin:.2rem 0}
h2{font-size:1.1rem;margin:2rem 0 .5rem}
a{color:var(--s0)}
.quiet{color:var(--quiet)}
.bad{color:var(--bad)}
.good{color:var(--accent)}
.warn{color:var(--warn)}
:focus-visible{outline:2px solid var(--s0);outline-offset:2px}
select,input,button{font:inherit;color:inherit}
select{min-width:0;max-width:100%;padding:.2rem}
code{font:.85rem/1.4 ui-monospace,monospace;overflow-wrap:anywhere}
pre{white-space:pre-wrap;overflow-wrap:anywhere;margin:.2rem 0 .8rem;padding:.4rem .6rem;background:var(--panel)}
.piece{display:block;content-visibility:auto;contain-intrinsic-size:auto 24rem}
.scroll{overflow-x:auto;border:1px solid var(--line)}
.results{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.9rem;width:100%}
.results th,.results td{padding:.25rem .6rem;text-align:right;white-space:nowrap;border-bottom:1px solid var(--line)}
.results thead th{color:var(--quiet);font-weight:600}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin:0}
dt{color:var(--quiet)}
dd{margin:0;overflow-wrap:anywhere}
@media (max-width:34rem){dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}}
`;
