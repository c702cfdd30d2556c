/** The style of the list of runs, in addition to that of all pages. */

export const RUNS_STYLE = `
.banner{border-left:4px solid var(--warn);background:var(--panel);padding:.5rem .9rem;margin:.8rem 0}
#controls{display:flex;flex-wrap:wrap;gap:.5rem 1.2rem;align-items:center;margin:.8rem 0}
#controls[hidden]{display:none}
#controls label{display:inline-flex;gap:.4rem;align-items:center;max-width:100%}
#controls input,#controls select{background:var(--panel);border:1px solid var(--line);border-radius:3px;padding:.25rem .4rem;min-width:0}
#compare{display:inline-block;padding:.25rem .8rem;border:1px solid var(--line);border-radius:3px;background:var(--panel);color:var(--quiet)}
#compare[href]{color:var(--s0);border-color:currentColor}
.results .text,.results .text button{text-align:left}
.results th,.results td{padding:.25rem .5rem}
.results .pick{padding:0 .2rem;width:1.6rem}
.results .pick input{width:1.1rem;height:1.1rem;margin:.2rem}
.results th button{font:inherit;color:inherit;background:none;border:0;padding:0;cursor:pointer}
.results th button::after{content:'';display:inline-block;width:0;overflow:visible}
.results th[aria-sort=ascending] button::after{content:'↑'}
.results th[aria-sort=descending] button::after{content:'↓'}
.results tbody tr:hover{background:var(--panel)}
.results tr.out{display:none}
ul{padding-left:1.2rem}
`;
