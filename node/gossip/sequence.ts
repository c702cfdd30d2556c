/**
 * A set of the numbers 1, 2, 3, ... of which most come in order: those without a gap as one number, and the few
 * beyond a gap.
 */
export class Sequence {
  #upTo = 0;
  /** Made when it is first needed: gaps are rare. */
  #beyond: Set<number> | undefined;

  /** All numbers up to this one are in it; 0 if the first is missing. */
  get upTo(): number {
    return this.#upTo;
  }

  get hasGap(): boolean {
    return this.#beyond !== undefined && this.#beyond.size > 0;
  }

  /** The numbers beyond the first gap, in the order in which they were added. */
  get beyond(): readonly number[] {
    return this.#beyond === undefined ? [] : [...this.#beyond];
  }

  has(number: number): boolean {
    return number <= this.#upTo || this.#beyond?.has(number) === true;
  }

  /** False if it was there already. */
  add(number: number): boolean {
    if (this.has(number)) return false;
    if (number === this.#upTo + 1) this.#extend(number);
    else (this.#beyond ??= new Set()).add(number);
    return true;
  }

  /** Adds all numbers up to this one. */
  addUpTo(number: number): void {
    if (number <= this.#upTo) return;
    if (this.#beyond !== undefined)
      for (const each of this.#beyond) if (each <= number) this.#beyond.delete(each);
    this.#extend(number);
  }

  #extend(upTo: number): void {
    this.#upTo = upTo;
    while (this.#beyond?.delete(this.#upTo + 1) === true) this.#upTo++;
  }
}
