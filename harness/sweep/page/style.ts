/** The style of a sweep's page, in addition to that of all pages. */

export const SWEEP_STYLE = `
.answer{border-left:4px solid var(--good);background:var(--panel);padding:.6rem .9rem;margin:1rem 0;overflow-wrap:anywhere}
.missing{border-left:4px solid var(--bad);padding:.3rem .9rem}
#controls{display:flex;flex-wrap:wrap;gap:.5rem 1.2rem;align-items:center;margin:.5rem 0}
#controls[hidden]{display:none}
#controls label{display:inline-flex;gap:.4rem;align-items:center;max-width:100%}
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
.results .taken{background:var(--panel);font-weight:600}
`;
