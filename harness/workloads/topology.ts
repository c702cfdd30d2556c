/** Topologies: broadcast's map of neighbours, in the shapes and the neighbour order of Maelstrom. */

export const TOPOLOGIES = ['line', 'grid', 'tree', 'tree2', 'tree3', 'tree4', 'total'] as const;
export type TopologyName = (typeof TOPOLOGIES)[number];

export type Topology = Readonly<Record<string, readonly string[]>>;

export function topology(name: TopologyName, nodes: readonly string[]): Topology {
  switch (name) {
    case 'line':
      return line(nodes);
    case 'grid':
      return grid(nodes);
    case 'tree':
    case 'tree2':
      return tree(2, nodes);
    case 'tree3':
      return tree(3, nodes);
    case 'tree4':
      return tree(4, nodes);
    case 'total':
      return byIndex(nodes, (i) => nodes.map((_, j) => j).filter((j) => j !== i));
  }
}

/** A single node is not even mentioned, as on Maelstrom. */
function line(nodes: readonly string[]): Topology {
  return nodes.length < 2 ? {} : byIndex(nodes, (i) => [i - 1, i + 1]);
}

/** Row by row in a square that is just large enough; below, above, right, left. */
function grid(nodes: readonly string[]): Topology {
  const side = Math.ceil(Math.sqrt(nodes.length));
  return byIndex(nodes, (i) => {
    const column = i % side;
    return [i + side, i - side, column + 1 < side ? i + 1 : -1, column > 0 ? i - 1 : -1];
  });
}

/** Filled row by row, as a heap is; the parent first, then the children. */
function tree(branches: number, nodes: readonly string[]): Topology {
  return byIndex(nodes, (i) => [
    i === 0 ? -1 : Math.floor((i - 1) / branches),
    ...Array.from({ length: branches }, (_, k) => i * branches + 1 + k),
  ]);
}

/** `neighbours` may name indices that do not exist: they are left out. */
function byIndex(nodes: readonly string[], neighbours: (i: number) => readonly number[]): Topology {
  return Object.fromEntries(
    nodes.map((node, i) => [node, neighbours(i).flatMap((j) => (nodes[j] === undefined ? [] : [nodes[j]]))]),
  );
}
