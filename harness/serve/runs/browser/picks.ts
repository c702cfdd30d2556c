/** The choice of two runs to compare. */

export class Picks {
  readonly #link: HTMLAnchorElement;
  /** In the order in which they were chosen. */
  #chosen: HTMLInputElement[] = [];

  constructor(link: HTMLAnchorElement) {
    this.#link = link;
    this.#show();
  }

  /** Makes the box of a row a choice; `isChosen`: it takes the place of one that was. */
  add(row: HTMLTableRowElement, isChosen = false): void {
    const box = row.querySelector('input');
    if (box === null) return;
    box.hidden = false;
    // A browser that returns to a page restores its ticks.
    box.checked = false;
    box.addEventListener('change', () => this.#pick(box));
    if (isChosen) {
      box.checked = true;
      this.#pick(box);
    }
  }

  /** Whether the run of a row is chosen; the row is forgotten. */
  remove(row: HTMLTableRowElement): boolean {
    const box = row.querySelector('input');
    const wasChosen = box !== null && this.#chosen.includes(box);
    this.#chosen = this.#chosen.filter((each) => each !== box);
    this.#show();
    return wasChosen;
  }

  #pick(box: HTMLInputElement): void {
    this.#chosen = box.checked ? [...this.#chosen, box] : this.#chosen.filter((each) => each !== box);
    // A third choice replaces the first, since two runs are compared.
    for (const each of this.#chosen.splice(0, this.#chosen.length - 2)) each.checked = false;
    this.#show();
  }

  #show(): void {
    const [a, b] = this.#chosen;
    const isReady = a !== undefined && b !== undefined;
    this.#link.classList.toggle('primary', isReady);
    if (isReady) {
      this.#link.href = `/compare?${new URLSearchParams({ a: a.value, b: b.value }).toString()}`;
      this.#link.textContent = 'Compare these two';
    } else {
      this.#link.removeAttribute('href');
      this.#link.textContent = a === undefined ? 'Tick two runs to compare' : 'Tick one more to compare';
    }
  }
}
