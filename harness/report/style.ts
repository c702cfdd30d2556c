/** The style of a report, in addition to that of all pages. */

export const REPORT_STYLE = `
body{max-width:100rem}
.verdict{font-size:1.05rem;border:2px solid;border-radius:4px;padding:.05rem .5rem;vertical-align:middle}
.answer{border-left:4px solid;background:var(--panel);padding:.6rem .9rem;margin:1rem 0}
.answer.good{border-color:var(--good)}.answer.bad{border-color:var(--bad)}.answer.warn{border-color:var(--warn)}
p.answer{color:var(--text)}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:.6rem;margin:1.2rem 0}
.tiles div{background:var(--panel);padding:.5rem .7rem;border-radius:4px}
.tiles b{font-size:1.25rem;font-variant-numeric:tabular-nums;display:block}
.tiles .quiet{font-size:.85rem}
.plain{list-style:none;padding:0;margin:.3rem 0;overflow-wrap:anywhere}
details.inline{display:inline}
#faults button{font-size:.85rem;padding:.05rem .5rem}
.findings{padding-left:2rem;overflow-wrap:anywhere}
.findings li{margin:.35rem 0}
#faults summary h2{display:inline-block;margin:1rem 0 .3rem}
button{background:var(--panel);border:1px solid var(--quiet);border-radius:4px;padding:.15rem .6rem;cursor:pointer}
button:hover{border-color:var(--text)}
.findings button,#details button{font-size:.85rem;padding:.05rem .5rem;margin:.1rem .2rem .1rem 0}
#filters{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center}
#filters input{min-width:0;background:var(--page);border:1px solid var(--quiet);border-radius:3px;padding:.15rem .3rem}
#filters label{white-space:nowrap}
.bar{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;margin:.6rem 0 .3rem;position:sticky;top:0;background:var(--page);z-index:2;padding:.3rem 0}
.buttons{display:inline-flex;gap:.2rem}
canvas{display:block;width:100%;touch-action:pan-y}
#minimap{height:44px;cursor:ew-resize;margin-bottom:.4rem}
#diagram{cursor:grab}
.split{display:grid;grid-template-columns:minmax(0,1fr) minmax(16rem,23rem);gap:1rem;align-items:start}
.panels,figure{margin:0;min-width:0}
#keys{font-size:.85rem;margin:.3rem 0}
#legend{display:flex;flex-wrap:wrap;gap:.1rem .9rem;font-size:.85rem;margin-top:.3rem}
#legend label,.key-line span{display:inline-flex;gap:.3rem;align-items:center;overflow-wrap:anywhere}
.swatch{display:inline-block;width:1.1rem;height:.35rem;background:var(--series,var(--quiet));flex:none}
.key-line{display:flex;flex-wrap:wrap;gap:.1rem .9rem;font-size:.85rem}
#details{border:1px solid var(--line);border-radius:4px;padding:.5rem .8rem;position:sticky;top:3.2rem;max-height:calc(100vh - 4rem);overflow:auto;overflow-wrap:anywhere}
#details h3{margin:.2rem 0 .4rem;font-size:1rem}
#details dl{font-size:.9rem}
#details pre{max-height:22rem;overflow:auto;font:.8rem/1.4 ui-monospace,monospace;unicode-bidi:plaintext}
.chart h3{margin:1.4rem 0 0;font-size:1rem}
.chart .quiet{margin:0 0 .2rem;font-size:.85rem}
h3{font-size:1rem}
#list{max-height:24rem;overflow:auto;font-size:.85rem}
#list table{border-collapse:collapse;width:100%}
#list caption{text-align:left;position:sticky;left:0;white-space:normal;max-width:90vw}
#list td,#list th{padding:.1rem .5rem;text-align:left;white-space:nowrap;border-bottom:1px solid var(--line)}
#list td.body{font-family:ui-monospace,monospace;max-width:36rem;overflow:hidden;text-overflow:ellipsis;unicode-bidi:plaintext}
#list tr.chosen{background:var(--panel);font-weight:600}
#list button{font-size:.85rem;padding:0 .4rem}
@media (max-width:56rem){.split{grid-template-columns:minmax(0,1fr)}#details{position:static;max-height:none}}
`;
