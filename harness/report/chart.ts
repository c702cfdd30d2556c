/** The place of a chart in a report: its title, what it shows, a canvas as wide as the page, its legend. */

export function chart(id: string, title: string, about: string, controls = ''): string {
  return `<section class="chart"><div class="chart-head"><h2>${title}</h2><p class="quiet small">${about}</p>${controls}</div>
<div class="panel"><canvas id="${id}" role="img" aria-label="${title}"></canvas></div><p id="${id}-empty" class="empty" hidden></p><div id="${id}-key" class="legend"></div></section>`;
}
