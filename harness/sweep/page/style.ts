/** The looks of the page, light and dark as its reader's system is, from a telephone's width up. */

const LIGHT = ['#0b62a8', '#b84300', '#1d7a3f', '#8b2fa8', '#b0103a', '#6b5900', '#00707a', '#5a5a5a'];
const DARK = ['#6db3f2', '#ff9d5c', '#6ddb8f', '#d79bf0', '#ff8fa8', '#d9c34a', '#4fd0da', '#c4c4c4'];

const colors = (list: readonly string[]): string => list.map((color, i) => `--s${i}:${color}`).join(';');
const series = LIGHT.map((_, i) => `.s${i}{--series:var(--s${i})}`).join('\n');

export const STYLE = `
:root{color-scheme:light dark;--page:#fff;--text:#1b1b1b;--quiet:#595959;--line:#d6d6d6;--panel:#f5f5f3;--accent:#1d7a3f;--bad:#b0103a;${colors(LIGHT)}}
@media (prefers-color-scheme:dark){:root{--page:#16181b;--text:#e8e8e6;--quiet:#a8abb0;--line:#3a3e44;--panel:#1f2226;--accent:#6ddb8f;--bad:#ff8fa8;${colors(DARK)}}}
${series}
*{box-sizing:border-box}
body{margin:0 auto;padding:1rem clamp(.75rem,3vw,2rem) 3rem;max-width:76rem;background:var(--page);color:var(--text);font:16px/1.5 system-ui,sans-serif}
h1{font-size:1.4rem;margin:.2rem 0}
h2{font-size:1.1rem;margin:2rem 0 .5rem}
.quiet{color:var(--quiet)}
.answer{border-left:4px solid var(--accent);background:var(--panel);padding:.6rem .9rem;margin:1rem 0;overflow-wrap:anywhere}
.missing{border-left:4px solid var(--bad);padding:.3rem .9rem}
:focus-visible{outline:2px solid var(--s0);outline-offset:2px}
#controls{display:flex;flex-wrap:wrap;gap:.5rem 1.2rem;align-items:center;margin:.5rem 0}
#controls[hidden]{display:none}
#controls label{display:inline-flex;gap:.4rem;align-items:center;max-width:100%}
select{font:inherit;min-width:0;max-width:100%;padding:.2rem}
fieldset{border:0;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.2rem 1rem;width:100%;overflow-wrap:anywhere}
legend{float:left;padding:0;margin-right:.5rem;color:var(--quiet)}
.key{width:14px;height:14px;flex:none;overflow:visible}
#figure{position:relative;margin:0}
#plot{display:flex;flex-wrap:wrap;gap:8px}
#plot svg{max-width:100%;height:auto}
svg text{fill:var(--text);font:12px system-ui,sans-serif}
svg .tick{fill:var(--quiet)}
svg .title{font-weight:600}
.grid{stroke:var(--line);stroke-width:1}
.front{fill:none;stroke:var(--series);stroke-width:2}
.faint{opacity:.25}
.limit{fill:none;stroke:var(--quiet);stroke-width:2;stroke-dasharray:5 4}
.point,.key{fill:var(--series);stroke:var(--series);stroke-width:1.5}
.point{cursor:pointer}
.hollow{fill:var(--page)}
.point .target{fill:transparent;stroke:none}
.point .ring{fill:none;stroke:var(--text);stroke-width:2}
.point:focus{outline:none}
.point:hover .target,.point:focus .target{fill:var(--series);fill-opacity:.25}
.point:focus-visible .target{stroke:var(--text);stroke-width:2}
#tip{position:absolute;z-index:1;pointer-events:none;width:max-content;max-width:min(21rem,100%);background:var(--panel);border:1px solid var(--line);border-radius:4px;padding:.4rem .6rem;font-size:.85rem;line-height:1.35;overflow-wrap:anywhere;box-shadow:0 2px 8px #0004}
#tip[hidden]{display:none}
#tip th{text-align:left;font-weight:400;padding:0 .8rem 0 0;color:var(--quiet)}
#tip td{text-align:right;padding:0;white-space:nowrap}
.scroll{overflow-x:auto;border:1px solid var(--line)}
.results{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.9rem;width:100%}
.results th,.results td{padding:.25rem .6rem;text-align:right;white-space:nowrap;border-bottom:1px solid var(--line)}
.results thead th{color:var(--quiet);font-weight:600}
.results .taken{background:var(--panel);font-weight:600}
.results .bad{color:var(--bad)}
code{font:.85rem/1.4 ui-monospace,monospace;overflow-wrap:anywhere}
pre{white-space:pre-wrap;overflow-wrap:anywhere;margin:.2rem 0 .8rem;padding:.4rem .6rem;background:var(--panel)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin:0}
dt{color:var(--quiet)}
dd{margin:0;overflow-wrap:anywhere}
@media (max-width:34rem){dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}}
`;
