/** The position of each endpoint in a diagram, and the colour of its messages. */

import { LIGHT } from '../page/colors.js';
import type { Endpoint, EndpointKind } from './endpoints.js';

interface Column extends Endpoint {
  readonly x: number;
  /** A class. */
  readonly paint: string;
}

export interface Columns {
  readonly list: readonly Column[];
  /** The x of the first column; times stand before it. */
  readonly left: number;
  readonly width: number;
  at(name: string): Column;
  /** The number of letters that fit into this many pixels. */
  fitting(pixels: number): number;
}

const LEFT = 76;
/** A label extends towards the receiver; with few columns, they are far apart. */
const LEAST_WIDTH = 960;
const WIDTHS: Readonly<Record<EndpointKind, number>> = { node: 150, service: 120, client: 84 };
const LETTER = 6.7;

export function columnsFor(endpoints: readonly Endpoint[]): Columns {
  const natural = endpoints.reduce((sum, { kind }) => sum + WIDTHS[kind], 0);
  const stretch = Math.max(1, (LEAST_WIDTH - LEFT) / Math.max(1, natural));
  let edge = LEFT;
  let nodes = 0;
  const list = endpoints.map((endpoint): Column => {
    const width = WIDTHS[endpoint.kind] * stretch;
    edge += width;
    const paint = endpoint.kind === 'node' ? `s${nodes++ % LIGHT.series.length}` : endpoint.kind;
    return { ...endpoint, x: Math.round(edge - width / 2), paint };
  });
  const byName = new Map(list.map((column) => [column.name, column]));
  return {
    list,
    left: LEFT,
    width: Math.max(LEAST_WIDTH, Math.round(edge)),
    at(name) {
      const column = byName.get(name);
      // The columns are made from the same messages.
      if (column === undefined) throw new Error(`no column for ${JSON.stringify(name)}`);
      return column;
    },
    fitting: (pixels) => Math.max(4, Math.floor((pixels - 12) / LETTER)),
  };
}
