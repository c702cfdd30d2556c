/** The script of the list of runs: filters, groups, order, pictures, and what has changed since. Runs in the browser. */

import { copyButton } from '../../page/browser/copy.js';
import { byId } from '../../page/browser/dom.js';
import { makeSortable } from '../../page/browser/sortable-table.js';
import { Chips } from './browser/chips.js';
import { GROUPINGS, type Grouping, Groups } from './browser/groups.js';
import { type Filters, RunList, RunRow } from './browser/list.js';
import { drawWhenSeen } from './browser/pictures.js';
import { Picks } from './browser/picks.js';
import { type Changes, followChanges } from './browser/refresh.js';
import { relateTimes } from './browser/times.js';
import { readView, writeView } from './browser/view.js';

/** Rows that are shown until all are asked for: a browser takes seconds to lay out thousands. */
const FIRST = 500;
const VERDICTS = ['valid', 'invalid', 'unknown', 'crashed', 'unfinished'];
const TIMES_MS = 5000;

const table = document.getElementById('runs');
followChanges((changes) => {
  // Without runs there was no table to put the new ones into.
  if (!(table instanceof HTMLTableElement)) {
    if (changes.rows.length > 0) location.reload();
  } else take(changes);
});
const take = table instanceof HTMLTableElement ? start(table) : () => {};
setInterval(() => relateTimes(Date.now()), TIMES_MS);
relateTimes(Date.now());

function start(runs: HTMLTableElement): (changes: Changes) => void {
  const list = new RunList([...(runs.tBodies[0]?.rows ?? [])].map((row) => new RunRow(row)));
  const groups = new Groups(runs);
  const picks = new Picks(byId('compare', HTMLAnchorElement));
  const text = byId('text', HTMLInputElement);
  const group = byId('group', HTMLSelectElement);
  const more = byId('more', HTMLButtonElement);
  let most = FIRST;

  function show(): void {
    const filters: Filters = { text: text.value, verdict: verdicts.chosen, workload: workloads.chosen };
    const fitting = list.rows.filter((row) => row.fits(filters));
    const shown = new Set(fitting.slice(0, most));
    const others = list.rows.filter((row) => !shown.has(row));
    groups.show([...shown], others, groupingOf(group.value));
    showChips(filters);
    more.hidden = fitting.length <= most;
    const count = `${fitting.length === list.rows.length ? '' : `${fitting.length} of `}${list.rows.length} runs`;
    const all = more.hidden ? count : `${count}, the first ${most} are shown`;
    if (byId('count').textContent !== all) byId('count').textContent = all;
    writeView({ ...filters, group: group.value });
  }

  function showChips(filters: Filters): void {
    const chip = (value: string, label: string, count: number) => ({ value, label, count });
    const counts = VERDICTS.map((each) => chip(each, each, list.count({ ...filters, verdict: each })));
    verdicts.show([
      chip('', 'all', list.count({ ...filters, verdict: '' })),
      ...counts.filter(({ value, count }) => count > 0 || value === filters.verdict),
    ]);
    const names = [...new Set(list.rows.map((row) => row.get('workload')))].toSorted();
    const all = chip('', 'all workloads', list.count({ ...filters, workload: '' }));
    const each = names.map((name) => chip(name, name, list.count({ ...filters, workload: name })));
    byId('workloads').hidden = names.length < 2;
    workloads.show([all, ...each]);
  }

  /** A row of the server becomes one of this page. */
  function adopt({ element }: RunRow, isChosen = false): void {
    picks.add(element, isChosen);
    drawWhenSeen(element);
    const place = element.querySelector<HTMLElement>('.repeat');
    const command = place?.dataset['command'];
    if (place === null || command === undefined) return;
    const copy = copyButton('Copy', () => command);
    copy.title = command;
    place.replaceChildren(copy);
  }

  const verdicts = new Chips(byId('verdicts'), show);
  const workloads = new Chips(byId('workloads'), show);
  const view = readView();
  verdicts.chosen = view.verdict;
  workloads.chosen = view.workload;
  text.value = view.text;
  group.value = groupingOf(view.group);
  for (const row of list.rows) adopt(row);
  makeSortable(runs, (order) => {
    list.order = order;
    list.sort();
    show();
  });
  more.addEventListener('click', () => {
    most = Infinity;
    show();
  });
  byId('controls').addEventListener('input', show);
  byId('controls').addEventListener('submit', (event) => event.preventDefault());
  byId('controls').hidden = false;
  show();

  return ({ page, rows }) => {
    const known = new Map(list.rows.map((row) => [row.run, row]));
    const focus = document.activeElement?.closest<HTMLTableRowElement>('tr[data-run]')?.dataset['run'];
    const news: RunRow[] = [];
    list.rows = rows.flatMap(([run, element]) => {
      const before = known.get(run);
      if (element === undefined) return before ?? [];
      const after = new RunRow(document.adoptNode(element));
      adopt(after, before !== undefined && picks.remove(before.element));
      if (before === undefined) news.push(after);
      return after;
    });
    for (const [run, { element }] of known) if (!rows.some(([each]) => each === run)) picks.remove(element);
    list.sort();
    show();
    for (const id of ['banner', 'sweeps']) {
      const fresh = page.getElementById(id)?.innerHTML ?? '';
      if (fresh !== parts.get(id)) byId(id).innerHTML = fresh;
      parts.set(id, fresh);
    }
    relateTimes(Date.now());
    if (news.length > 0)
      byId('news').textContent = news.length === 1 ? '1 new run' : `${news.length} new runs`;
    if (focus !== undefined && !document.activeElement?.closest('tr[data-run]')) {
      const row = list.rows.find(({ run }) => run === focus);
      row?.element.querySelector('a')?.focus();
    }
  };
}

/** The parts of the page that are taken as they come, as the server wrote them. */
const parts = new Map<string, string>();

function groupingOf(text: string): Grouping {
  return GROUPINGS.find((each) => each === text) ?? '';
}
