/** The live view: listens to the server, keeps the scene, shows it. Runs in the browser. */

import type { LiveEnd, LiveRun, Row } from './row.js';
import { isDamaged } from './picture.js';
import { type Arrow, MAX_ARROWS, outcomeOf, Scene } from './scene.js';
import { byId, el, shown } from '../../page/browser/dom.js';
import { Diagram } from './browser/diagram.js';

const LISTED = 20;
/** Milliseconds between two updates of the list: nobody reads faster. */
const LIST_MS = 500;
/** Seconds by which the picture may run ahead of the latest event. */
const AHEAD = 0.5;

const pause = byId('pause');
const diagram = new Diagram(byId('diagram', HTMLCanvasElement));

let scene = new Scene([]);
/** The picture is paused; new rows are kept until it continues. */
let paused = false;
let ended = true;
/** The run's time at the right end of the picture, and when that was set. */
let shownAt = 0;
let drawnAt = 0;
let listedAt = -Infinity;
/** When the last rows came. */
let heardAt = performance.now();
/** Seconds of silence after which the page says so: the test may wait, hang, or be gone. */
const SILENT = 3;

const events = new EventSource('/live/events');
on('waiting', () => {
  ended = true;
  idle();
});
on('run', (run: LiveRun) => {
  scene = new Scene(run.nodes);
  ended = false;
  shownAt = 0;
  heardAt = performance.now();
  byId('title').textContent = `Live view: ${run.workload}, ${run.when}`;
  state('The test is under way.');
  byId('view').hidden = false;
  byId('controls').hidden = false;
});
on('rows', (rows: readonly Row[]) => {
  heardAt = performance.now();
  for (const row of rows) scene.add(row);
  scene.forget();
});
on('end', ({ verdict, tone, reason, path, problem }: LiveEnd) => {
  ended = true;
  // There is nothing to pause any more.
  if (paused) pause.click();
  byId('controls').hidden = true;
  const line = el(
    'p',
    {},
    el('b', {}, 'The test has ended: '),
    el('span', { class: `badge ${tone}` }, verdict),
    ' ',
  );
  line.append(el('a', { class: 'button primary', href: path }, 'Open its report'));
  const why = problem === undefined ? reason : `What it writes cannot be read: ${problem}.`;
  const card = el('div', { class: `callout ${tone}` }, line);
  if (why !== undefined) card.append(el('p', {}, shown(why)));
  byId('state').replaceChildren(card, el('p', { class: 'quiet' }, 'The next test is shown when it begins.'));
  list();
});
events.addEventListener('error', () => {
  state(
    events.readyState === EventSource.CLOSED
      ? 'eddy serve does not take another reader. Load this page again later.'
      : 'eddy serve does not answer. This page goes on when it does.',
  );
});

pause.addEventListener('click', () => {
  paused = !paused;
  pause.textContent = paused ? 'Go on' : 'Pause';
  pause.setAttribute('aria-pressed', String(paused));
});

requestAnimationFrame(frame);

/** The server sends only rows of this type. */
function on(name: string, listener: (data: never) => void): void {
  events.addEventListener(name, (event) =>
    listener(JSON.parse((event as MessageEvent<string>).data) as never),
  );
}

function frame(time: number): void {
  if (!paused) {
    const step = (time - drawnAt) / 1000;
    // Follows the clock up to the latest event: events come in batches, and a simulation is faster than real time.
    shownAt = Math.max(scene.now - AHEAD, Math.min(shownAt + step, scene.now + (ended ? 0 : AHEAD)));
    diagram.draw(scene, shownAt);
    figures();
    if (time - listedAt > LIST_MS && !ended) {
      listedAt = time;
      list();
    }
  }
  drawnAt = time;
  requestAnimationFrame(frame);
}

function figures(): void {
  const { counts, rate, skipped, crowded } = scene;
  const { sent, invoked, ok, fail, info, dropped, faults } = counts;
  const texts = {
    rate: rate === undefined ? '-' : String(Math.round(rate)),
    'per-op': invoked === 0 ? '-' : (sent / invoked).toFixed(2),
    ok: String(ok),
    fail: String(fail),
    info: String(info),
    dropped: String(dropped),
    faults: String(faults),
  };
  for (const [id, text] of Object.entries(texts)) say(id, text);
  const silence = Math.floor((performance.now() - heardAt) / 1000);
  const notes = [
    ...(ended || silence < SILENT ? [] : [`Nothing has happened for ${silence} s.`]),
    ...(skipped === 0 ? [] : [`${skipped} events were too many to show; they are counted.`]),
    ...(crowded ? [`The last ${MAX_ARROWS} messages are drawn.`] : []),
  ];
  say('note', notes.join(' '));
}

function list(): void {
  byId('messages').replaceChildren(...scene.arrows.slice(-LISTED).toReversed().map(line));
}

function line(arrow: Arrow): HTMLTableRowElement {
  const row = document.createElement('tr');
  const cells = [
    arrow.sentAt.toFixed(3),
    `${arrow.from} → ${arrow.to}`,
    outcomeOf(arrow),
    `${arrow.type} ${arrow.body}`,
  ];
  for (const text of cells) row.insertCell().textContent = text;
  for (const cell of [...row.cells].slice(1)) cell.classList.add('text');
  if (arrow.outcome.kind === 'dropped') row.cells[2]?.classList.add('bad');
  row.classList.toggle('damaged', isDamaged(arrow));
  return row;
}

function state(text: string): void {
  const said = byId('state');
  if (said.textContent !== text) said.replaceChildren(el('p', {}, text));
}

function idle(): void {
  byId('view').hidden = true;
  byId('title').textContent = 'Live view';
  const hint = el('p', {}, 'A test of this store is shown here when it begins: ');
  hint.append(el('code', {}, 'eddy test -w broadcast --bin ./my-node.py'));
  byId('state').replaceChildren(el('div', { class: 'empty' }, el('h2', {}, 'Nothing running'), hint));
}

/** A screen reader repeats a text that is set again. */
function say(id: string, text: string): void {
  const place = byId(id);
  if (place.textContent !== text) place.textContent = text;
}
