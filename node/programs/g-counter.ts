#!/usr/bin/env node
/**
 * A counter that only goes up: that of `pn-counter.ts`, which refuses what would take it down as malformed (error 12).
 */

import { type Node, runIfMain } from '../index.js';
import { counter } from './pn-counter.js';

export default function gCounter(node: Node): void {
  counter(node, { min: 0 });
}

runIfMain(import.meta.url, gCounter);
