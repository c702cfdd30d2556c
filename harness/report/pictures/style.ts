/** The look of the pictures of violations, in both themes and in forced colours. */

export const PICTURE_STYLE = `
#pictures{margin:1rem 0 1.5rem}
.picture-figure{margin:1.2rem 0}
.picture-figure h3{margin:0 0 .3rem;overflow-wrap:anywhere}
.picture-figure p{margin:.15rem 0;max-width:72ch;overflow-wrap:anywhere}
.picture-figure figcaption{font-size:.85rem;max-width:90ch}
.picture-box{overflow-x:auto;margin:.6rem 0 .3rem;min-height:3rem}
.picture{display:block;font:12px system-ui,sans-serif}
.picture text{fill:var(--text)}
.picture .quiet{fill:var(--quiet)}
.picture .strong{font-weight:600}
.picture .code{font-family:ui-monospace,monospace;font-size:11px}
.picture .lane,.picture .tick{stroke:var(--line);stroke-width:1}
.picture .tick{stroke-dasharray:2 3}
.picture .hit{fill:transparent}
.picture .operation{cursor:pointer}
.picture .operation:focus{outline:none}
.picture .operation:focus-visible .bar,.picture .operation:focus-visible .box,.picture .operation:focus-visible .dot,.picture .operation:focus-visible .seen,.picture .operation:focus-visible .cross{stroke:var(--text);stroke-width:3}
.picture .operation:hover .label{text-decoration:underline}
.picture .bar{fill:var(--panel);stroke:var(--quiet);stroke-width:1.5}
.picture .info .bar,.picture .open .bar{stroke-dasharray:4 3}
.picture .refused .bar{fill:var(--band);stroke:var(--bad);stroke-width:2.5}
.picture .refused .label{fill:var(--bad);font-weight:600}
.picture .contradicts .bar{stroke:var(--s0);stroke-width:2.5}
.picture .contradicts .label{fill:var(--s0);font-weight:600}
.picture .source .bar{stroke:var(--s3);stroke-width:2.5}
.picture .source .label{fill:var(--s3)}
.picture .repeated .bar{fill:var(--band);stroke:var(--bad);stroke-width:2}
.picture .point{fill:var(--text)}
.picture .held{fill:var(--panel);stroke:var(--line)}
.picture .now{stroke:var(--s0);stroke-width:2}
.picture .before{fill:none;stroke:var(--bad);stroke-width:1.5;stroke-dasharray:5 3}
.picture .cross{fill:none;stroke:var(--bad);stroke-width:2.5}
.picture .box{fill:var(--panel);stroke:var(--quiet);stroke-width:1.5}
.picture .edge{fill:none;stroke:var(--quiet);stroke-width:1.5}
.picture .back{stroke:var(--bad);stroke-width:2}
.picture .head{fill:var(--quiet)}
.picture .sending{stroke:var(--s0);stroke-width:2}
.picture .dot{fill:var(--s0)}
.picture .span{fill:none;stroke:var(--s2);stroke-width:1.5;stroke-opacity:.6}
.picture .seen{fill:var(--s2)}
.picture .poll.reordered .span,.picture .poll.skipped .span,.picture .poll.repeated .span{stroke:var(--bad);stroke-width:2;stroke-opacity:1}
.picture .poll.reordered .seen,.picture .poll.skipped .seen,.picture .poll.repeated .seen{fill:var(--bad)}
.picture .ring{fill:var(--page);stroke:var(--bad);stroke-width:2}
.picture .send.repeated .dot,.picture .send.reordered .dot{fill:var(--bad)}
.picture .flaw{fill:var(--bad);font-weight:600;paint-order:stroke;stroke:var(--page);stroke-width:4px;pointer-events:none}
.picture .gap{fill:none;stroke:var(--quiet)}
.picture .lost-row{fill:var(--band)}
.picture .range{fill:var(--accent);fill-opacity:.22;stroke:var(--accent);stroke-width:1}
.picture .allowed{fill:var(--accent)}
.picture .read .dot{fill:var(--quiet)}
.picture .read.final .dot{fill:var(--accent)}
`;
