#!/usr/bin/env node
/**
 * The node of the relay benchmark: passes each token on to the next node of the ring. Plain JavaScript on standard input
 * and output, so that it costs the same whichever relay is in the middle: one JSON.parse and one JSON.stringify a
 * token, one write for all that one piece of input says.
 */

const PADDING = 'x'.repeat(32);

let id = '';
let next = '';
let sent = 0;
let partial = '';
let output = '';

function send(dest, body) {
  output += `${JSON.stringify({ src: id, dest, body })}\n`;
}

function pass() {
  send(next, { type: 'token', msg_id: sent++, padding: PADDING });
}

function handle({ src, body }) {
  switch (body.type) {
    case 'token':
      pass();
      break;
    case 'init':
      id = body.node_id;
      next = body.node_ids[(body.node_ids.indexOf(id) + 1) % body.node_ids.length];
      send(src, { type: 'init_ok', in_reply_to: body.msg_id });
      break;
    case 'start':
      send(src, { type: 'start_ok', in_reply_to: body.msg_id });
      for (let i = 0; i < body.tokens; i++) pass();
      break;
    default:
      throw new Error(`unexpected ${body.type}`);
  }
}

process.stdin.setEncoding('utf8');
process.stdin.on('data', (chunk) => {
  const text = partial + chunk;
  let from = 0;
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', from)) {
    handle(JSON.parse(text.slice(from, end)));
    from = end + 1;
  }
  partial = text.slice(from);
  if (output !== '') process.stdout.write(output);
  output = '';
});
