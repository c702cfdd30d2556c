#!/usr/bin/env node
/** A counter that only grows: `pn-counter.ts`, but a negative delta is refused as malformed (error 12). */

import { type Node, runIfMain } from '../index.js';
import { counter } from './pn-counter.js';

export default function gCounter(node: Node): void {
  counter(node, { min: 0 });
}

runIfMain(import.meta.url, gCounter);
