/** One life of a gossiping node, with what it knows. A pause puts off what happens to it, a restart ends it. */

import type { Parameters, Strategy } from '../../../node/gossip/strategy.js';
import type { Body } from '../../../node/index.js';

export class Life {
  /** What it was told and what it learned. */
  readonly values = new Set<unknown>();
  readonly strategy: Strategy;
  #alive = true;
  /** What would have happened while it stands still; undefined while it runs. */
  #standstill: (() => void)[] | undefined;

  constructor(start: (learned: (value: unknown) => void) => Strategy, complain: (complaint: string) => void) {
    this.strategy = start((value) => {
      if (this.values.has(value)) complain(`it learned ${String(value)}, which it knew`);
      this.values.add(value);
    });
  }

  /** Undefined where it is a root. */
  get delegate(): string | undefined {
    const { delegate } = this.strategy.detail();
    return typeof delegate === 'string' ? delegate : undefined;
  }

  get suspects(): readonly string[] {
    const { suspects } = this.strategy.detail();
    return Array.isArray(suspects) ? suspects.map(String) : [];
  }

  publish(value: unknown): void {
    this.act(() => {
      this.values.add(value);
      this.strategy.publish(value);
    });
  }

  configure(parameters: Parameters): void {
    this.act(() => this.strategy.configure(parameters));
  }

  receive(src: string, body: Body): void {
    this.act(() => this.strategy.receive(src, body));
  }

  /** Does something as this node: now, on resumption, or never. */
  act(action: () => void): void {
    if (!this.#alive) return;
    if (this.#standstill === undefined) action();
    else this.#standstill.push(action);
  }

  pause(): void {
    this.#standstill ??= [];
  }

  resume(): void {
    const waiting = this.#standstill ?? [];
    this.#standstill = undefined;
    for (const action of waiting) this.act(action);
  }

  end(): void {
    this.#alive = false;
  }
}
