/**
 * A peer's position in the tree, and whether it takes part in it: its path to its root, suspicions on both sides.
 *
 * Times are milliseconds of this node's clock.
 */
export class Standing {
  #path: readonly string[] | undefined;
  #tornSinceMs: number | undefined;
  #isSuspected = false;
  #suspectedSinceMs = -Infinity;
  #probedAtMs = -Infinity;
  #doubtsSinceMs: number | undefined;

  /** Its path to its root, itself not included; undefined before it has reported one. */
  get path(): readonly string[] | undefined {
    return this.#path;
  }

  /** Since when it reports that its part of the tree has lost another. */
  get tornSinceMs(): number | undefined {
    return this.#tornSinceMs;
  }

  /** The peer reports its path, and whether its tree is torn. */
  report(path: readonly string[], torn: boolean, nowMs: number): void {
    this.#path = path;
    this.#tornSinceMs = torn ? (this.#tornSinceMs ?? nowMs) : undefined;
  }

  /** A suspect gets nothing but probes, until it proves that it both hears and is heard. */
  get isSuspected(): boolean {
    return this.#isSuspected;
  }

  /** When it was last suspected; -Infinity if never. Stays when the suspicion ends. */
  get suspectedSinceMs(): number {
    return this.#suspectedSinceMs;
  }

  suspect(nowMs: number): void {
    this.#isSuspected = true;
    this.#suspectedSinceMs = nowMs;
    this.#doubtsSinceMs = undefined;
  }

  trust(): void {
    this.#isSuspected = false;
    this.#doubtsSinceMs = undefined;
  }

  /** When it was last probed as a suspect; -Infinity if never. */
  get probedAtMs(): number {
    return this.#probedAtMs;
  }

  probed(nowMs: number): void {
    this.#probedAtMs = nowMs;
  }

  /** The peer reports whether it suspects this node. The doubt of a suspect is no news. */
  reportDoubt(doubt: boolean, nowMs: number): void {
    if (!doubt) this.#doubtsSinceMs = undefined;
    else if (!this.#isSuspected) this.#doubtsSinceMs ??= nowMs;
  }

  /** For how long it has reported without a break that it suspects this node; 0 if it does not. */
  doubtsForMs(nowMs: number): number {
    return this.#doubtsSinceMs === undefined ? 0 : nowMs - this.#doubtsSinceMs;
  }

  /** The peer has lost its memory, and with it its path. */
  restart(): void {
    this.#path = undefined;
  }
}
