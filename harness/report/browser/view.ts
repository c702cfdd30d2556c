/** What a reader can ask a report to show, from whatever part of it. */

import { byId } from '../../page/browser/dom.js';
import type { TimeWindow } from '../../page/browser/time-window.js';
import type { Diagram } from './diagram.js';
import type { Filters } from './filters.js';
import type { Run } from './run.js';
import type { Selection } from './selection.js';

/** A request and its reply may take no time at all: the least span that is shown around them, as a share of the run. */
const LEAST = 1 / 4000;

export class View {
  readonly run: Run;
  readonly selection: Selection;
  readonly window: TimeWindow;
  readonly diagram: Diagram;
  readonly filters: Filters;
  /** Brings the diagram back if something else is in its place. */
  whenDiagramIsWanted: () => void = () => {};

  constructor(selection: Selection, window: TimeWindow, diagram: Diagram, filters: Filters) {
    this.run = selection.run;
    this.selection = selection;
    this.window = window;
    this.diagram = diagram;
    this.filters = filters;
  }

  /** Lights these messages, chooses the first that did not arrive, else the first, and shows the time of all. */
  showMessages(rows: readonly number[], chosen: number | undefined = rows[0]): void {
    this.selection.standOut(new Set(rows));
    this.selection.choose(chosen);
    this.showSpan(rows);
    this.focusDiagram();
  }

  /** Moves the window to the time of these messages, and of another span. */
  showSpan(rows: readonly number[], [begin, finish]: readonly [number, number] = [Infinity, 0]): void {
    const { sent, end } = this.run.messages;
    const from = rows.reduce((least, row) => Math.min(least, sent[row] ?? 0), begin);
    const to = rows.reduce((most, row) => Math.max(most, end[row] ?? 0), finish);
    if (from === Infinity) return;
    const room = Math.max(0, this.window.end * LEAST - (to - from)) / 2;
    this.window.show(from - room, to + room);
  }

  chooseMessage(row: number): void {
    this.selection.choose(row);
    this.diagram.bringIntoSight(row);
  }

  showOperation(row: number): void {
    const { begin, finish } = this.run.operations;
    this.selection.chooseOperation(row);
    const [from, to] = [begin[row] ?? 0, finish[row] ?? 0];
    const room = Math.max(0, this.window.end * LEAST - (to - from)) / 2;
    this.window.show(from - room, to + room);
  }

  async follow(value: string): Promise<void> {
    await this.filters.follow(value);
    this.focusDiagram();
  }

  showTime(from: number, to: number): void {
    this.window.show(from, to);
    this.focusDiagram();
  }

  /** The diagram takes the keys, and is in sight. */
  focusDiagram(): void {
    const { canvas } = this.diagram.panel;
    this.whenDiagramIsWanted();
    canvas.focus({ preventScroll: true });
    byId('verdict').scrollIntoView({ block: 'nearest' });
  }
}
