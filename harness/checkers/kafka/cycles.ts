/**
 * Cycles among sends and polls: a message must have been sent before it was polled, and what is complete comes before what
 * is invoked later. Orders of writes are not inferred from offsets, so the only dependencies are wr and real time.
 */

import { cycleAnomalies } from '../transactions/cycle-anomalies.js';
import { type Because, explainCycle } from '../transactions/explanation.js';
import { type Graph, GraphBuilder, WR } from '../transactions/graph.js';
import { addRealtimeOrder } from '../transactions/order.js';
import { type MicroOperation, operationOf, type Transaction as Vertex } from '../transactions/transaction.js';
import { type Example, named } from './finding.js';
import type { Message, Transaction } from './message.js';
import { all } from './transactions.js';

export interface CycleErrors {
  /** By the name of the anomaly. */
  readonly examples: Readonly<Record<string, readonly Example[]>>;
  /** Nothing depends on anything: too little succeeded to say whether the queue works. */
  readonly noDependencies: boolean;
}

export function cycleErrors(transactions: readonly Transaction[]): CycleErrors {
  const inOrder = transactions.toSorted((a, b) => a.invoke.index - b.invoke.index);
  const vertices = inOrder.map(asVertex);
  const graph = dependencies(inOrder, vertices);
  const explain = (from: Vertex, to: Vertex): Because | undefined =>
    explainRead(inOrder[from.id] as Transaction, inOrder[to.id] as Transaction);
  const { cycles, existing, abandoned } = cycleAnomalies(graph, [WR]);
  const found: (readonly [string, Example])[] = [
    ...cycles.map((cycle) => [cycle.type, { ...explainCycle(cycle, vertices, explain) }] as const),
    ...existing.map(({ type, not, subgraph, vertices: ids }) => {
      const scc = ids.map((id) => operationOf(vertices[id] as Vertex).index);
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
  const ids = new Map(inOrder.map((transaction, id) => [transaction, id]));
  const graph = new GraphBuilder(inOrder.length);
  for (const [id, { outcome, polls }] of inOrder.entries()) {
    if (outcome !== 'ok') continue;
    for (const { message } of all(polls)) {
      const writer = message.writer === undefined ? undefined : ids.get(message.writer);
      if (writer !== undefined) graph.add(writer, id, WR);
    }
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
  for (const { message } of all(reader.polls)) if (message.writer === writer) return message;
  return undefined;
}

function asVertex(transaction: Transaction, id: number): Vertex {
  const { invoke, completion, outcome } = transaction;
  const open = completion === invoke;
  return {
    id,
    type: open ? 'open' : outcome,
    process: invoke.process,
    invoke,
    completion: open ? undefined : completion,
    micros: microOperations(transaction),
  };
}

function microOperations({ sends, polls }: Transaction): MicroOperation[] {
  return [
    ...[...all(sends)].map(({ message: { key, value } }) => ['send', key, value] as const),
    ...[...polls].map(([key, seen]) => ['poll', key, seen.map(({ message }) => message.value)] as const),
  ];
}
