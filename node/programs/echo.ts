#!/usr/bin/env node
/** Echo: returns each request's payload. The smallest program, and the first one to read. */

import { type Node, runIfMain, shape } from '../index.js';

export default function echo(node: Node): void {
  node.handle('echo', { echo: shape.any }, (body) => ({ echo: body.echo }));
}

runIfMain(import.meta.url, echo);
