/**
 * What a kind of fault is: how it is drawn, done, undone, read back from a history and described. One file in `kinds/` for
 * each; everything that lists kinds asks the registry there.
 */

import type { Random } from '../../node/index.js';
import type { Cluster, Control, DropReason, PartitionKind } from '../../router/index.js';
import type { ClusterOptions } from '../cluster/options.js';
import type { Draft } from '../operations/generator.js';
import type { NemesisAct } from './act.js';
import type { Struck } from './fault.js';

/** What a cluster is without faults. */
export type UsualOptions = Pick<
  ClusterOptions,
  'nodes' | 'latency' | 'latency-dist' | 'loss' | 'duplication'
>;

/** The options of a run that a kind of fault may ask for. */
export interface KindOptions extends UsualOptions {
  readonly nemesis: readonly string[];
  readonly 'partition-kinds': readonly PartitionKind[];
  readonly 'maelstrom-quirks': boolean;
  readonly 'nemesis-targets': readonly string[];
  readonly 'nemesis-kill-keeps': 'data' | 'nothing';
}

/** What the nemesis works with. */
export interface NemesisMeans {
  readonly cluster: Cluster;
  readonly options: KindOptions;
  /** Draws which nodes are hit. */
  readonly random: Random;
  /** Sends a node that was started again what it was sent before the run. */
  readonly setUp: (node: string) => Promise<void>;
}

/** Does an operation of the nemesis to a cluster. Resolves to the value of its completion. */
export type Deed = (means: NemesisMeans, value: unknown) => Promise<unknown>;

/** A fault that explains something, in words: `partition majority (3.2-9.8 s)`, `3.2-9.8 s`. */
interface Cause {
  readonly text: string;
  readonly span: string;
}

export interface FaultKind {
  readonly name: string;
  /** Operations that begin it, the nemesis's own first. Control lines are operations too, by their first word. */
  readonly begins: readonly string[];
  /** Operations that end it, the nemesis's own first. */
  readonly ends: readonly string[];
  /** Operations that are more than a control line, or are completed with more than what was asked for. */
  readonly deeds: Readonly<Record<string, Deed>>;
  /** What ends it at the end of a run, from the state that the cluster is in. Undefined if there is nothing to heal. */
  readonly heal: (cluster: Cluster, options: KindOptions) => Draft | undefined;
  /** What an operation hit that is among `begins`. Undefined if that is no fault. */
  readonly read: (act: NemesisAct, options: UsualOptions) => Struck | undefined;
  /** Which one, and what it hits: `majority: n1 n2 | n3`. */
  readonly describe: (struck: Struck) => string;
  /** The same in short, if there is a word for it. */
  readonly brief?: (struck: Struck) => string | undefined;
  /** The word for its end; without it `end of` and its description. */
  readonly over?: string;
  /** It hits nodes themselves, each until it goes on. */
  readonly strikesNodes?: true;
  /** Nodes are dead until its end, so that healing it starts them. */
  readonly isDeadly?: true;
  /** Nodes stand still until its end. */
  readonly isStandstill?: true;
  /** It holds up each message that it hits, or some of them. */
  readonly delays?: 'each' | 'some';
  /**
   * The reason for which messages do not arrive, or not as they were sent, and how that is explained. `dest` is safe to
   * print.
   */
  readonly drops?: {
    readonly reason: DropReason | 'corrupt';
    readonly words: (dest: string, cause: Cause | undefined) => string;
  };
  /** Whether a completion says that nothing was hit. Without it, what was done hit something. */
  readonly hitNothing?: (result: unknown) => boolean;
  /** Whether a control line names no link between two nodes. */
  readonly namesNothing?: (control: Control, nodes: readonly string[]) => boolean;
  /**
   * Control lines that do again what was done, without any chance: nodes are named, and what chance does to single messages
   * is left to a plan's exceptions. Of an operation that begins or ends it and did not fail. Without it, the operation is a
   * control line itself.
   */
  readonly planned?: (act: NemesisAct) => readonly string[];
  /** What `--nemesis` does with it. Absent from what only control lines do. */
  readonly nemesis?: NemesisPart;
}

export interface NemesisPart {
  /** What its beginning asks for, drawn anew each time. */
  readonly draw: (random: Random, options: KindOptions) => string | number;
  /** What its end asks for. */
  readonly endValue: 'all' | null;
  /** Options that say what it draws, and have no effect without it. */
  readonly options: readonly string[];
  /** What documentation says of it. */
  readonly reference: FaultReference;
  /** What is said of a run in which it did not take place. */
  readonly absence: string;
  /** Why it can never take place under these options. */
  readonly impossible?: (options: KindOptions) => string | undefined;
}

/** A kind of fault in words: clauses without full stops. */
export interface FaultReference {
  readonly happens: string;
  /** What its end does. */
  readonly undone: string;
  /** Control lines that begin and end the same by hand. */
  readonly lines: readonly string[];
}

export interface NemesisKind extends FaultKind {
  readonly nemesis: NemesisPart;
}
