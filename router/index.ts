/**
 * The router: clusters of nodes on a network that can be cut, slowed and watched, live or simulated.
 *
 * @module eddy/router
 */

export { Client, DEFAULT_TIMEOUT_MS } from './client.js';
export { Cluster } from './cluster.js';
export type { ClusterListener, ClusterOptions } from './cluster-options.js';
export { type Control, CONTROL_LINES, CONTROL_WORDS, parseControl } from './control.js';
export { ControlError, type ControlLine } from './control-line.js';
export { Credit } from './credit.js';
export { Envelope } from './envelope.js';
export { type Host, type HostListener, type Printed, StartError } from './hosts/host.js';
export { describeExit, type Exit } from './hosts/exit.js';
export { DataFolder } from './hosts/data-folder.js';
export { InlineHost } from './hosts/inline-host.js';
export { drained, keepTail, readLines } from './hosts/node-streams.js';
export { isSimulated, type NodeSource, type Runtime, RUNTIMES } from './hosts/make-host.js';
export type { Command } from './hosts/command.js';
export { ProcessHost } from './hosts/process-host.js';
export { programObstacle } from './hosts/virtual/elf.js';
export { machineObstacle } from './hosts/virtual/possible.js';
export { VirtualHost } from './hosts/virtual/virtual-host.js';
export { VirtualNodes } from './hosts/virtual/virtual-nodes.js';
export { liveDeadlock } from './hosts/live-deadlock.js';
export { killGroup } from './hosts/process-group.js';
export { Reaper, reaper } from './hosts/reaper.js';
export { type Script, WorkerHost } from './hosts/worker-host.js';
export { isTrouble, parseLine } from './ingress.js';
export { InitError } from './init-error.js';
export { type Journal, Journals, NdjsonJournal } from './journal.js';
export { Network } from './network.js';
export { LIVE_CLOCKS } from './node-clocks.js';
export { type ClockControl, NODE_VERBS } from './node-control.js';
export { type MessageException, type MessageName, MessageNumbering } from './rules/exceptions.js';
export type { Fate } from './rules/fate.js';
export type { OrderOptions } from './rules/order.js';
export { Pump } from './pump.js';
export { flawWords, replyFlaw, type ReplyFlaw, typeOf } from './reply-flaw.js';
export { type Endpoint, type Rejection, Router } from './router.js';
export { type ChanceRule } from './rules/chance.js';
export {
  complete,
  describeGrudge,
  type Grudge,
  grudgeOf,
  kindsThatCut,
  MAELSTROM_PARTITION_KINDS,
  oneWay,
  PARTITION_KINDS,
  type PartitionKind,
} from './rules/grudges.js';
export { isDistribution, LatencyRule } from './rules/latency.js';
export { type NetworkControl, RULES, type Rules } from './rules/index.js';
export {
  LATENCY_DISTRIBUTIONS,
  type Latency,
  type LatencyDistribution,
  type NetworkOptions,
} from './rules/network-options.js';
export { PartitionRule } from './rules/partition.js';
export { REORDER_WINDOW_MS, type Reordering, ReorderRule } from './rules/reorder.js';
export { type DropReason, PASS, type Rule, type Verdict } from './rules/rule.js';
export { type Slowness, SlowRule } from './rules/slow.js';
export { type ServiceId, SERVICES } from './services/index.js';
export { describeSkew, parseSkews, type Skew } from './skew.js';
export { SkewedClock } from './skewed-clock.js';
export { TimeQueue } from './time-queue.js';
export { isExecutable } from './diagnoses/executable.js';
export { binOption, quoted, type SourceFile, sourceFile } from './diagnoses/source-languages.js';
export { knownCause } from './diagnoses/start-causes.js';
export {
  describe,
  excerpt,
  isBadLine,
  type Trouble,
  TROUBLE_KINDS,
  type TroubleCount,
  type TroubleKind,
  Troubles,
} from './trouble.js';
export { DeadlockError, VirtualClock } from './virtual-clock.js';
