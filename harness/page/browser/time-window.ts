/** The span of time that all panels of a page show, in nanoseconds. */

const LEAST = 1000;

export class TimeWindow {
  readonly end: number;
  from = 0;
  to: number;
  /** Zooming by keys and buttons keeps this time in place, if it is in view: what is chosen. */
  focus: number | undefined;
  readonly #listeners: (() => void)[] = [];
  readonly #pointed: ((time: number | undefined) => void)[] = [];

  constructor(end: number) {
    this.end = Math.max(end, LEAST);
    this.to = this.end;
  }

  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** `listener` gets the time under the pointer, in whatever panel it is; undefined once it has left. */
  onPoint(listener: (time: number | undefined) => void): void {
    this.#pointed.push(listener);
  }

  point(time: number | undefined): void {
    for (const listener of this.#pointed) listener(time);
  }

  get center(): number {
    const { focus, from, to } = this;
    return focus !== undefined && focus >= from && focus <= to ? focus : (from + to) / 2;
  }

  /** Moved and shortened to fit into the run. */
  set(from: number, to: number): void {
    const width = Math.min(this.end, Math.max(LEAST, to - from));
    const begin = Math.max(0, Math.min(this.end - width, from));
    if (begin === this.from && begin + width === this.to) return;
    this.from = begin;
    this.to = begin + width;
    for (const listener of this.#listeners) listener();
  }

  get width(): number {
    return this.to - this.from;
  }

  get isWhole(): boolean {
    return this.from === 0 && this.to === this.end;
  }

  showAll(): void {
    this.set(0, this.end);
  }

  /** `share` of what is shown; to the left below 0. */
  move(share: number): void {
    const by = this.width * share;
    this.set(this.from + by, this.to + by);
  }

  /** A factor below 1 zooms in; the time at `center` stays in place. */
  zoom(factor: number, center: number = (this.from + this.to) / 2): void {
    const width = Math.min(this.end, Math.max(LEAST, this.width * factor));
    const from = center - ((center - this.from) / this.width) * width;
    this.set(from, from + width);
  }

  /** Shows this span with a margin on both sides. */
  show(from: number, to: number): void {
    const room = Math.max((to - from) * 0.15, this.end / 2000);
    this.set(from - room, to + room);
  }
}
