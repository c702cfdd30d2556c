/**
 * A priority queue of items that are due at a time, first in, first out among equals.
 *
 * Own code because no heap on the registry keeps the order of equal keys, and a repeatable run needs a fixed order of
 * simultaneous deliveries. A binary heap over three parallel arrays.
 */

/**
 * Items by time: the earliest first, and of those of one time the one that was pushed first. Push and pop take O(log
 * n).
 */
export class TimeQueue<T> {
  #times: number[] = [];
  #orders: number[] = [];
  #items: T[] = [];
  #pushed = 0;

  /** How many items wait. */
  get size(): number {
    return this.#items.length;
  }

  /** The earliest time in the queue; undefined when it is empty. */
  nextTime(): number | undefined {
    return this.#times[0];
  }

  /** Adds an item that is due at `time`. */
  push(time: number, item: T): void {
    const order = this.#pushed++;
    const times = this.#times;
    const orders = this.#orders;
    const items = this.#items;
    let hole = items.length;
    times.push(time);
    orders.push(order);
    items.push(item);
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      // The new item has the highest order, so it comes after its equals.
      if ((times[parent] as number) <= time) break;
      times[hole] = times[parent] as number;
      orders[hole] = orders[parent] as number;
      items[hole] = items[parent] as T;
      hole = parent;
    }
    times[hole] = time;
    orders[hole] = order;
    items[hole] = item;
  }

  /** Takes out the earliest item; undefined when the queue is empty. */
  pop(): T | undefined {
    const first = this.#items[0];
    const time = this.#times.pop();
    const order = this.#orders.pop();
    const item = this.#items.pop();
    if (time === undefined || order === undefined || this.#items.length === 0) return first;
    this.#sink(time, order, item as T);
    return first;
  }

  #sink(time: number, order: number, item: T): void {
    const times = this.#times;
    const orders = this.#orders;
    const items = this.#items;
    const { length } = items;
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= length) break;
      if (child + 1 < length && this.#before(child + 1, child)) child++;
      const childTime = times[child] as number;
      if (time < childTime || (time === childTime && order < (orders[child] as number))) break;
      times[hole] = childTime;
      orders[hole] = orders[child] as number;
      items[hole] = items[child] as T;
      hole = child;
    }
    times[hole] = time;
    orders[hole] = order;
    items[hole] = item;
  }

  #before(a: number, b: number): boolean {
    const timeA = this.#times[a] as number;
    const timeB = this.#times[b] as number;
    return timeA < timeB || (timeA === timeB && (this.#orders[a] as number) < (this.#orders[b] as number));
  }
}
