#!/usr/bin/env node
// Broadcast with an interval that gossips each second, without any library.

import { createInterface } from 'node:readline';

let node = '';
let peers = [];
const values = new Set();

function send(dest, body) {
  console.log(JSON.stringify({ src: node, dest, body }));
}

function gossip() {
  const order = peers.toSorted(() => Math.random() - 0.5);
  for (const peer of order) send(peer, { type: 'gossip', values: [...values] });
}

createInterface({ input: process.stdin }).on('line', (line) => {
  const { src, body } = JSON.parse(line);
  const reply = { type: `${body.type}_ok`, in_reply_to: body.msg_id };
  if (body.type === 'gossip') {
    for (const value of body.values) values.add(value);
    return;
  }
  if (body.type === 'init') {
    node = body.node_id;
    peers = body.node_ids.filter((each) => each !== node);
    setInterval(gossip, 1000);
  }
  if (body.type === 'broadcast') values.add(body.message);
  if (body.type === 'read') reply.messages = [...values];
  send(src, reply);
});
