/**
 * Transactions that would have to come before themselves: boxes one below the other, between them why each comes before the
 * next, and from the last an arrow back to the first.
 */

import { svg } from '../../../page/browser/svg.js';
import type { CyclePicture } from '../../pictures/picture.js';
import { CHARACTER, frame, line, operationButton, seconds, type Select, wrapped } from './canvas.js';

const ROW = 17;
const PAD = 8;
/** Left of the boxes, for the arrow back. */
const LEFT = 34;
const MOST_WIDTH = 680;
/** The type of an edge stands before its words: the room of the longest, and around it. */
const AROUND = 24;

type Transaction = CyclePicture['transactions'][number];

export function cyclePicture(picture: CyclePicture, room: number, select: Select): SVGSVGElement {
  const { transactions, edges, title, why } = picture;
  const width = Math.min(room, MOST_WIDTH);
  const typeRoom = Math.max(...edges.map(({ type }) => type.length)) * CHARACTER * 1.15 + AROUND;
  const shapes: Node[] = [];
  let y = 4;
  let first = 0;
  for (const [i, transaction] of transactions.entries()) {
    const box = boxOf(transaction, width, y, select);
    shapes.push(box.node);
    if (i === 0) first = y + box.height / 2;
    y += box.height;
    const isLast = i === transactions.length - 1;
    const next = transactions[(i + 1) % transactions.length];
    const edge = edgeOf(edges[i], {
      names: [transaction.name, next?.name ?? ''],
      typeRoom,
      width,
      y,
      isLast,
    });
    shapes.push(...edge.nodes);
    if (isLast) shapes.push(back({ from: y, to: first }));
    y += edge.height;
  }
  return frame([title, ...why].join('. '), { width, height: Math.ceil(y) + 4 }, marker(), ...shapes);
}

function marker(): Node {
  return svg(
    'defs',
    {},
    svg(
      'marker',
      {
        id: 'picture-arrow',
        viewBox: '0 0 10 10',
        refX: 9,
        refY: 5,
        markerWidth: 7,
        markerHeight: 7,
        orient: 'auto',
      },
      svg('path', { class: 'head', d: 'M0,0L10,5L0,10z' }),
    ),
  );
}

function boxOf(
  transaction: Transaction,
  width: number,
  y: number,
  select: Select,
): { readonly node: Node; readonly height: number } {
  const { name, process, begin, finish, micros, index } = transaction;
  const inner = width - LEFT - 2 * PAD - 2;
  const from = (begin / 1e9).toFixed(3);
  const when = finish === undefined ? `${from} s on` : `${from}-${seconds(finish)}`;
  const head = wrapped(`${name}: operation ${index}, process ${process}, ${when}`, inner);
  const rows = [...head, ...micros.flatMap((micro) => wrapped(micro, inner))];
  const height = rows.length * ROW + 2 * PAD;
  const node = operationButton(
    transaction,
    { kind: 'transaction', words: micros.join(', '), select },
    svg('rect', { class: 'box', x: LEFT, y, width: width - LEFT - 2, height, rx: 5 }),
    ...rows.map((text, i) =>
      line(text, { x: LEFT + PAD, y: y + PAD + 12 + i * ROW, kind: i < head.length ? 'strong' : 'code' }),
    ),
  );
  return { node, height };
}

function edgeOf(
  edge: CyclePicture['edges'][number] | undefined,
  about: {
    readonly names: readonly [string, string];
    readonly typeRoom: number;
    readonly width: number;
    readonly y: number;
    readonly isLast: boolean;
  },
): { readonly nodes: readonly Node[]; readonly height: number } {
  const { names, typeRoom, width, y, isLast } = about;
  const x = LEFT + 22;
  const rows = wrapped(`${names.join(' before ')}: ${edge?.words ?? ''}`, width - x - typeRoom - PAD);
  const height = rows.length * ROW + 18;
  const nodes = [
    ...(isLast
      ? []
      : [
          svg('path', {
            class: `edge ${edge?.type ?? ''}`,
            d: `M${x},${y + 1}V${y + height - 1}`,
            'marker-end': 'url(#picture-arrow)',
          }),
        ]),
    line(edge?.type ?? '', { x: x + 10, y: y + 21, kind: 'strong' }),
    ...rows.map((text, i) => line(text, { x: x + typeRoom, y: y + 21 + i * ROW, kind: 'label' })),
  ];
  return { nodes, height };
}

/** From below the last box around the left side to the first. */
function back({ from, to }: { readonly from: number; readonly to: number }): Node {
  const x = LEFT + 22;
  return svg('path', {
    class: 'edge back',
    d: `M${x},${from + 1}v10q0,8 -8,8H18q-8,0 -8,-8V${to + 8}q0,-8 8,-8H${LEFT - 1}`,
    'marker-end': 'url(#picture-arrow)',
  });
}
