/** The summary of a trace: `1,234 messages: 1,200 delivered, 30 dropped (28 partition, 2 loss), 4 under way`. */

import { printable } from '../text/printable.js';
import type { Journey } from './journeys.js';

export class Summary {
  #shown = 0;
  #delivered = 0;
  #underWay = 0;
  readonly #drops = new Map<string, number>();

  add({ outcome }: Journey): void {
    this.#shown++;
    if (outcome.kind === 'delivered') this.#delivered++;
    else if (outcome.kind === 'under-way') this.#underWay++;
    else this.#drops.set(outcome.reason, (this.#drops.get(outcome.reason) ?? 0) + 1);
  }

  get shown(): number {
    return this.#shown;
  }

  /** `all`: the number of messages before filtering. */
  text(all: number): string {
    const messages = `${count(all)} ${all === 1 ? 'message' : 'messages'}`;
    const parts: string[] = [];
    if (this.#delivered > 0) parts.push(`${count(this.#delivered)} delivered`);
    if (this.#drops.size > 0) parts.push(this.#dropped());
    if (this.#underWay > 0) parts.push(`${count(this.#underWay)} under way`);
    const ends = parts.length === 0 ? '' : `: ${parts.join(', ')}`;
    return (this.#shown === all ? messages : `${count(this.#shown)} of ${messages}`) + ends;
  }

  #dropped(): string {
    const reasons = [...this.#drops].toSorted(([, a], [, b]) => b - a);
    const total = reasons.reduce((sum, [, number]) => sum + number, 0);
    const each = reasons.map(([reason, number]) => `${count(number)} ${printable(reason)}`);
    return `${count(total)} dropped (${each.join(', ')})`;
  }
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}
