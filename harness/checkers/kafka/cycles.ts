/**
 * Cycles among sends and polls: a message must have been sent before it was polled, and what is complete comes before what
 * is invoked later. Orders of writes are not inferred from offsets, so the only dependencies are wr and real time.
 */

import { existing } from '../../errors/existing.js';
import type { Operation, Process } from '../../operations/history.js';
import { cycleAnomalies } from '../transactions/cycle-anomalies.js';
import { type Because, explainCycle } from '../transactions/explanation.js';
import { type Graph, GraphBuilder, WR } from '../transactions/graph.js';
import { addRealtimeOrder } from '../transactions/order.js';
import { operationOf, type Transaction as GraphTransaction } from '../transactions/transaction.js';
import { type Example, named } from './finding.js';
import type { Message, Transaction } from './message.js';
import { forAll, messagesOf } from './transactions.js';

export interface CycleErrors {
  /** By the name of the anomaly. */
  readonly examples: Readonly<Record<string, readonly Example[]>>;
  /** Nothing depends on anything: too little succeeded to say whether the queue works. */
  readonly noDependencies: boolean;
}

export function cycleErrors(transactions: readonly Transaction[]): CycleErrors {
  const inOrder = transactions.toSorted((a, b) => a.id - b.id);
  const vertices = inOrder.map((transaction) => new Vertex(transaction));
  const graph = dependencies(inOrder, vertices);
  const explain = (from: GraphTransaction, to: GraphTransaction): Because | undefined =>
    explainRead(existing(inOrder[from.id]), existing(inOrder[to.id]));
  const { cycles, existing: unnamed, abandoned } = cycleAnomalies(graph, [WR]);
  const found: (readonly [string, Example])[] = [
    ...cycles.map((cycle) => [cycle.type, { ...explainCycle(cycle, vertices, explain) }] as const),
    ...unnamed.map(({ type, not, subgraph, vertices: ids }) => {
      const scc = ids.map((id) => operationOf(existing(vertices[id])).index);
      const text = `these ${scc.length} operations come before each other, which ${not} does not allow`;
      return [type, { type, not, subgraph, scc, 'scc-size': scc.length, text }] as const;
    }),
    ...abandoned.map(({ type, size }) => {
      const text = `the search for ${type} among ${size} operations was given up`;
      return ['cycle-search-timeout', { 'anomaly-spec-type': type, 'scc-size': size, text }] as const;
    }),
  ];
  const examples: Record<string, Example[]> = {};
  for (const [type, example] of found) (examples[type] ??= []).push(example);
  return { examples, noDependencies: graph.targets.length === 0 };
}

/** Edges lead from the sender of a message to whoever read it, and on through time. */
function dependencies(inOrder: readonly Transaction[], vertices: readonly Vertex[]): Graph {
  const graph = new GraphBuilder(inOrder.length);
  for (const { id, outcome, polls } of inOrder) {
    if (outcome !== 'ok') continue;
    forAll(polls, ({ message: { writer } }) => {
      if (writer !== undefined) graph.add(writer.id, id, WR);
    });
  }
  addRealtimeOrder(vertices, graph);
  return graph.build();
}

function explainRead(writer: Transaction, reader: Transaction): Because | undefined {
  const message = readFrom(writer, reader);
  if (message === undefined) return undefined;
  const { key, value } = message;
  return { step: { key, value }, words: (a, b) => `${a} sent ${named(message)}, which ${b} read` };
}

function readFrom(writer: Transaction, reader: Transaction): Message | undefined {
  return messagesOf(reader.polls).find((message) => message.writer === writer);
}

/** A transaction as the search for cycles sees it. What it did is only asked for to tell of a cycle. */
class Vertex implements GraphTransaction {
  readonly id: number;
  readonly type: GraphTransaction['type'];
  readonly process: Process;
  readonly invoke: Operation;
  readonly completion: Operation | undefined;
  readonly #transaction: Transaction;

  constructor(transaction: Transaction) {
    const { id, invoke, completion, outcome } = transaction;
    const open = completion === invoke;
    this.id = id;
    this.type = open ? 'open' : outcome;
    this.process = invoke.process;
    this.invoke = invoke;
    this.completion = open ? undefined : completion;
    this.#transaction = transaction;
  }

  get micros(): GraphTransaction['micros'] {
    const { sends, polls } = this.#transaction;
    return [
      ...messagesOf(sends).map(({ key, value }) => ['send', key, value] as const),
      ...[...polls].map(([key, seen]) => ['poll', key, seen.map(({ message }) => message.value)] as const),
    ];
  }
}
