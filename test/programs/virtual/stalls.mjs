#!/usr/bin/env node
// Answers init, and computes without end when it is asked for anything else.

import { createInterface } from 'node:readline';

createInterface({ input: process.stdin }).on('line', (line) => {
  const { src, dest, body } = JSON.parse(line);
  if (body.type === 'init') {
    console.log(JSON.stringify({ src: dest, dest: src, body: { type: 'init_ok', in_reply_to: body.msg_id } }));
    return;
  }
  for (;;) Math.random();
});
