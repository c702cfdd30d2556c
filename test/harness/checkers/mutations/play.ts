/** Plays a sound system: calls begin, take effect at one moment each, and end, interleaved at random. */

import type { Random } from '../../../../node/index.js';
import type { Call, Outcome } from './call.js';

export interface Plan {
  readonly f: string;
  readonly asked: unknown;
}

/** What a call that took effect tells its client, if anything; `refused` if it did not and never will. */
export type Effect = { readonly told?: unknown } | 'refused';

export interface Model {
  /** What a process does next. */
  readonly plan: (process: number) => Plan;
  readonly apply: (plan: Plan, process: number) => Effect;
  /** What each of the last processes does when all is over. */
  readonly finals: readonly Plan[];
}

export interface Shape {
  readonly processes: number;
  readonly calls: number;
  /** How many processes make the final calls. */
  readonly finalProcesses: number;
  /** How probable each outcome is, other than ok. */
  readonly fail: number;
  readonly info: number;
  readonly open: number;
}

export const SMALL: Shape = { processes: 3, calls: 6, finalProcesses: 2, fail: 0.1, info: 0.1, open: 0.04 };

interface Running {
  readonly process: number;
  readonly plan: Plan;
  readonly begin: number;
  readonly outcome: Outcome;
  readonly final: boolean;
  effect?: Effect;
}

export function play(random: Random, model: Model, shape: Shape = SMALL): Call[] {
  const stage = new Stage(random, model, shape);
  for (let i = 0; i < shape.processes; i++) stage.idle.push(i);
  let left = shape.calls;
  while (left > 0 || stage.running.length > 0) {
    const process = left > 0 && random.chance(0.4) ? stage.someIdle() : undefined;
    if (process !== undefined) {
      stage.begin(process, model.plan(process), false);
      left--;
    } else stage.goOn();
  }
  stage.late = [];
  const queues = Array.from({ length: shape.finalProcesses }, (_, i) => ({
    process: 100 + i,
    left: [...model.finals],
  }));
  stage.idle = queues.map(({ process }) => process);
  while (queues.some((queue) => queue.left.length > 0) || stage.running.length > 0) {
    const process = random.chance(0.5) ? stage.someIdle() : undefined;
    const plan = queues.find((queue) => queue.process === process)?.left.shift();
    if (process !== undefined && plan !== undefined) stage.begin(process, plan, true);
    else stage.goOn();
  }
  return stage.calls;
}

class Stage {
  readonly calls: Call[] = [];
  readonly running: Running[] = [];
  idle: number[] = [];
  /** What may still take effect after its client has given up. */
  late: Running[] = [];
  readonly #random: Random;
  readonly #model: Model;
  readonly #shape: Shape;
  #now = 0;

  constructor(random: Random, model: Model, shape: Shape) {
    this.#random = random;
    this.#model = model;
    this.#shape = shape;
  }

  someIdle(): number | undefined {
    if (this.idle.length === 0) return undefined;
    const [process] = this.idle.splice(this.#random.integer(0, this.idle.length - 1), 1);
    return process;
  }

  begin(process: number, plan: Plan, final: boolean): void {
    const outcome = final ? 'ok' : this.#outcome();
    this.running.push({ process, plan, begin: this.#now++, outcome, final });
  }

  #outcome(): Outcome {
    const { fail, info, open } = this.#shape;
    const dice = this.#random.fraction();
    if (dice < fail) return 'fail';
    if (dice < fail + info) return 'info';
    return dice < fail + info + open ? 'open' : 'ok';
  }

  /** Something that is under way takes effect or ends. */
  goOn(): void {
    if (this.late.length > 0 && this.#random.chance(0.2)) {
      const late = this.late.shift();
      if (late !== undefined) this.#takeEffect(late);
      return;
    }
    if (this.running.length === 0) return;
    const one = this.#random.pick(this.running);
    const happens = one.outcome === 'ok' || (one.outcome !== 'fail' && this.#random.chance(0.4));
    if (one.effect === undefined && happens) this.#takeEffect(one);
    else this.#end(one);
  }

  #takeEffect(one: Running): void {
    one.effect = this.#model.apply(one.plan, one.process);
  }

  #end(one: Running): void {
    const { process, plan, begin, effect, final } = one;
    this.running.splice(this.running.indexOf(one), 1);
    const outcome = one.outcome === 'ok' && effect === 'refused' ? 'fail' : one.outcome;
    const told = outcome === 'ok' && effect !== undefined && effect !== 'refused' ? effect : {};
    this.calls.push({ process, ...plan, outcome, ...told, begin, end: this.#now++, final });
    if (outcome === 'info' || outcome === 'open') {
      if (effect === undefined) this.late.push(one);
      this.idle.push(process + 10);
    } else this.idle.push(process);
  }
}
