#!/usr/bin/env node
/** Answers the workloads echo, unique-ids and broadcast. The broadcast is naive: it is yours to improve. */

import { Node } from './node.ts';

const node = new Node();

node.on('echo', (request) => node.reply(request, { type: 'echo_ok', echo: request.body.echo }));

// An id of its own for each node, and a number that it uses once. A node that is killed counts from 0 again: a second exercise.
let given = 0;

node.on('generate', (request) => node.reply(request, { type: 'generate_ok', id: `${node.id}-${given++}` }));

const values = new Set<number>();
let neighbours: readonly string[] = [];

node.on('topology', (request) => {
  neighbours = request.body.topology[node.id];
  node.reply(request, { type: 'topology_ok' });
});

// Comes from clients and from other nodes alike.
node.on('broadcast', (request) => {
  const value: number = request.body.message;
  node.reply(request, { type: 'broadcast_ok' });
  if (values.has(value)) return; // it has been here: without this test it would go round for ever
  values.add(value);
  for (const neighbour of neighbours) if (neighbour !== request.src) spread(value, neighbour);
});

/** Sends a value to one neighbour. If a partition drops it, the value is lost there: find out what to do about that. */
function spread(value: number, neighbour: string): void {
  node.rpc(neighbour, { type: 'broadcast', message: value }, (reply) => {
    if (reply.type === 'error') node.log(`${neighbour} did not take ${value}: ${reply.text}`);
  });
}

node.on('read', (request) => node.reply(request, { type: 'read_ok', messages: [...values] }));

node.run();
