/**
 * Runs the nodes of a cluster in virtual time: does to each what a batch says, and waits until each is quiet.
 *
 * A node is quiet when none of its threads can go on by itself: each is parked, or sleeps in the kernel in a call that was seen
 * to begin. All of that is learnt from stops; nothing is polled, and nothing depends on how fast the machine is.
 */

import type { Alarm } from './alarm.js';
import { ERRNO } from './linux.js';
import { StopHandler } from './stop-handler.js';
import { seize, spawn } from './launch.js';
import type { Libc } from './libc.js';
import type { Batch, Executed, NodeReport, Stimulus } from './messages.js';
import type { Processors } from './processors.js';
import type { Task } from './task.js';
import { TracedNode } from './traced-node.js';
import { Tracer } from './tracer.js';
import { Watch } from './watch.js';

export class Supervisor {
  readonly #libc: Libc;
  readonly #tracer: Tracer;
  readonly #nodes = new Map<number, TracedNode>();
  readonly #stops: StopHandler;
  readonly #alarm: Alarm;
  readonly #processors: Processors;
  readonly #watch: Watch;

  /** `stallLimitMs`: how long a node may run without a stop, in real time, before it is killed. */
  constructor(libc: Libc, processors: Processors, alarm: Alarm, stallLimitMs: number) {
    this.#libc = libc;
    this.#processors = processors;
    this.#alarm = alarm;
    this.#tracer = new Tracer(libc);
    this.#stops = new StopHandler(this.#tracer);
    this.#watch = new Watch(
      (task) => this.#stops.calls.resume(task),
      stallLimitMs,
      () => performance.now(),
    );
  }

  run({ nodes }: Batch): readonly NodeReport[] {
    const lives: TracedNode[] = [];
    for (const batch of nodes) {
      const life = this.#life(batch.node, batch.stimuli);
      if (life === undefined) continue;
      life.stimuli.push(...batch.stimuli);
      life.setClocks(batch.now, batch.wallOffset);
      lives.push(life);
    }
    // Side by side: most of a start is the loading of a shell.
    for (const life of lives) this.#spawn(life);
    this.#alarm.set();
    this.#settle(new Set(lives));
    this.#alarm.stop();
    return lives.map((life) => this.#report(life));
  }

  #life(index: number, stimuli: readonly Stimulus[]): TracedNode | undefined {
    const old = this.#nodes.get(index);
    const start = stimuli.find((each) => each.do === 'start');
    if (old !== undefined || start === undefined) return old;
    const life = new TracedNode(index, start.seed, this.#libc, (task, result) =>
      this.#stops.calls.release(task, result),
    );
    this.#nodes.set(index, life);
    return life;
  }

  #report(life: TracedNode): NodeReport {
    if (life.starting) for (const { tid } of life.tasks) this.#processors.gather(tid);
    life.starting = false;
    const report = life.report();
    if (life.tasks.size === 0) {
      life.close();
      this.#watch.forget(life);
      this.#nodes.delete(life.index);
    }
    return report;
  }

  /** Lets the nodes run until all are quiet. */
  #settle(active: Set<TracedNode>): void {
    // How often in a row there was nothing to hear, and when threads in the kernel are looked at again.
    let silence = 0;
    let look = 1;
    let settling = false;
    for (;;) {
      if (silence === 0 || silence >= look) {
        settling = false;
        for (const node of active) {
          const state = this.#advance(node, silence > 0);
          if (state === 'quiet') active.delete(node);
          settling ||= state === 'settling';
        }
        if (active.size === 0) return;
        look = silence === 0 ? 1 : 2 * silence;
      }
      const { tid, status } = this.#libc.waitAny(!settling);
      silence = tid > 0 ? 0 : silence + 1;
      if (tid > 0) this.#stops.take(tid, status);
      else if (settling) this.#libc.yield();
      else if (tid === -ERRNO.EINTR) this.#look(active);
      else throw new Error(`nothing is left to wait for (${tid}), and a node is not quiet`);
    }
  }

  /** `silent`: nothing was there to be heard when it was last asked. */
  #advance(node: TracedNode, silent: boolean): 'running' | 'settling' | 'quiet' {
    for (;;) {
      if (node.dying) {
        if (node.tasks.size > 0) return 'running';
        if (this.#next(node) === 'quiet') return 'quiet';
        continue;
      }
      for (const task of node.running) {
        if (!isRemnant(task)) return 'running';
        // Threads that stop on their way out look like those that are parked, but for what is to be heard of them.
        if (!silent) return 'settling';
      }
      for (const task of node.waiting) if (!isAsleep(task)) return 'settling';
      node.ready.push(...node.returned.splice(0).toSorted((a, b) => a.order - b.order));
      const next = node.ready.shift();
      if (next !== undefined) {
        this.#stops.calls.resume(next);
      } else if (
        !this.#stops.calls.showSignals(node) &&
        !this.#stops.calls.filesCame(node) &&
        !this.#exchange(node) &&
        this.#next(node) === 'quiet'
      ) {
        return 'quiet';
      }
    }
  }

  #spawn(node: TracedNode): void {
    const [first] = node.stimuli;
    if (first?.do !== 'start') return;
    attempt(node, () => {
      node.spawned = spawn(this.#libc, node, first.program);
      this.#processors.spread(node.spawned);
    });
  }

  #start(node: TracedNode, program: Executed): void {
    attempt(node, () => {
      const pid = node.spawned ?? spawn(this.#libc, node, program);
      node.spawned = undefined;
      seize(this.#libc, pid, program.command);
      this.#stops.started(node, pid);
    });
  }

  /** No stop has come for a while. */
  #look(active: ReadonlySet<TracedNode>): void {
    for (const node of active) {
      const reason = this.#watch.look(node);
      if (reason === undefined || node.dying) continue;
      node.stalled = reason;
      this.#stops.killAll(node);
    }
  }

  /** Takes a node's output and gives it the rest of its input. False if nothing moved: no thread waits for room or for more. */
  #exchange(node: TracedNode): boolean {
    const printed =
      node.drainedAt !== node.stirrings && [node.stdout.drain(), node.stderr.drain()].includes(true);
    const poured = node.input.pour();
    if (printed || poured) node.stirrings++;
    else node.drainedAt = node.stirrings;
    if (!poured) return printed;
    this.#stops.calls.inputCame(node);
    return true;
  }

  /** Does the next thing to a node. Quiet if there is none. */
  #next(node: TracedNode): 'running' | 'quiet' {
    const stimulus = node.stimuli[0];
    if (stimulus === undefined) return 'quiet';
    node.stirrings++;
    if (stimulus.do === 'expire') {
      const task = node.nextToExpire();
      const deadline = task?.wait?.deadline ?? Infinity;
      if (Math.min(deadline, node.timers.deadline) <= node.clock.now) {
        if (task !== undefined && deadline <= node.timers.deadline) this.#stops.calls.expire(task);
        else node.timers.fireFirst();
        return 'running';
      }
    }
    node.stimuli.shift();
    switch (stimulus.do) {
      case 'start':
        this.#start(node, stimulus.program);
        break;
      case 'line':
        node.input.put(stimulus.text);
        this.#stops.calls.inputCame(node);
        break;
      case 'kill':
        this.#stops.killAll(node);
        break;
      case 'expire':
        break;
    }
    return 'running';
  }
}

/** What cannot be started has failed. */
function attempt(node: TracedNode, start: () => void): void {
  if (node.failed !== undefined) return;
  try {
    start();
  } catch (error) {
    node.failed = error instanceof Error ? error.message : String(error);
  }
}

/** In the kernel. It stays so as long as nothing happens to its node. */
function isAsleep(task: Task): boolean {
  const { stirrings } = task.node;
  if (task.lookedAt === stirrings) return true;
  if (!task.asleep()) return false;
  task.lookedAt = stirrings;
  return true;
}

/**
 * The first thread of a process has ended, and its id stays until the others have. Not so if all are ending: those that were
 * stopped have then been woken by a signal that kills.
 */
function isRemnant(task: Task): boolean {
  if (task.state !== 'ending' || !task.isLeader || !task.isZombie()) return false;
  const others = [...task.process.tasks].filter((each) => each !== task);
  return others.length > 0 && others.every((each) => each.isStopped() || each.asleep());
}
