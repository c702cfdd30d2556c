/** The buttons above the diagram. Pictures stand for words where there is no room; names are in labels. */

const ICONS = {
  play: 'M5 3l8 5-8 5z',
  earlier: 'M10 3L5 8l5 5',
  later: 'M6 3l5 5-5 5',
  previous: 'M4 3v10M12 3L7 8l5 5',
  next: 'M12 3v10M4 3l5 5-5 5',
  filter: 'M2 3h12l-5 6v4l-2 1V9z',
  save: 'M8 2v8M4.5 7L8 10.5 11.5 7M3 13.5h10',
} as const;

export function toolbar(): string {
  return `<div class="bar controls">
<button type="button" id="play" class="icon" aria-pressed="false" aria-label="play" title="play a time-lapse of what is shown">${icon('play')}</button>
<span class="group"><button type="button" id="previous" class="icon" aria-label="previous message" title="previous message (P)">${icon('previous')}</button><button type="button" id="next" class="icon" aria-label="next message" title="next message (N)">${icon('next')}</button></span>
<span class="group"><button type="button" id="earlier" class="icon" aria-label="earlier" title="earlier (arrow left)">${icon('earlier')}</button><button type="button" id="later" class="icon" aria-label="later" title="later (arrow right)">${icon('later')}</button></span>
<span class="group"><button type="button" id="zoom-in" class="icon" aria-label="zoom in" title="zoom in (+)">+</button><button type="button" id="zoom-out" class="icon" aria-label="zoom out" title="zoom out (-)">−</button><button type="button" id="whole" title="the whole run (0)">whole run</button></span>
<button type="button" id="more" aria-expanded="false" aria-controls="filters">${icon('filter')} Filters</button>
<button type="button" id="svg" class="icon" aria-label="save as SVG" title="save what is shown as SVG">${icon('save')}</button>
</div>`;
}

function icon(name: keyof typeof ICONS): string {
  return `<svg viewBox="0 0 16 16" aria-hidden="true"><path d="${ICONS[name]}"/></svg>`;
}
