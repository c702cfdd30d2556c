/** One tab stop for all points of a plot: arrow keys go from point to point. */

/** `order` gives the indices of the points that are drawn, in the order in which keys visit them. */
export class Roving {
  readonly #plot: HTMLElement;
  readonly #order: () => readonly number[];
  /** The point that Tab comes back to. */
  #current: number;

  constructor(plot: HTMLElement, first: number, order: () => readonly number[]) {
    this.#plot = plot;
    this.#current = first;
    this.#order = order;
    plot.addEventListener('keydown', (event) => this.#onKey(event));
  }

  /** To be called when the points have been drawn again. */
  renew(): void {
    const mark = this.markOf(this.#current) ?? this.#plot.querySelector<SVGElement>('.point');
    if (mark !== null) mark.tabIndex = 0;
  }

  markOf(index: number): SVGElement | null {
    return this.#plot.querySelector(`.point[data-index="${index}"]`);
  }

  #onKey(event: KeyboardEvent): void {
    const mark = markAt(event);
    if (mark === null) return;
    const order = this.#order();
    const place = order.indexOf(Number(mark.dataset['index']));
    const { length } = order;
    const to = {
      ArrowRight: (place + 1) % length,
      ArrowDown: (place + 1) % length,
      ArrowLeft: (place + length - 1) % length,
      ArrowUp: (place + length - 1) % length,
      Home: 0,
      End: length - 1,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.#visit(order[to] ?? 0);
  }

  #visit(index: number): void {
    const next = this.markOf(index);
    if (next === null) return;
    const before = this.markOf(this.#current);
    if (before !== null) before.tabIndex = -1;
    this.#current = index;
    next.tabIndex = 0;
    next.focus();
  }
}

/** The point in which an event happened. */
export function markAt({ target }: Event): SVGElement | null {
  return target instanceof Element ? target.closest<SVGElement>('.point') : null;
}
