/** A node that is right for echo, but prints the line that it was given before each of its messages. No node library. */

const [line] = process.argv.slice(2);
let id = '';
let rest = '';

function answer({ src, body }) {
  const { type, msg_id: msgId, node_id: nodeId, echo } = body;
  if (type === 'init') id = nodeId;
  const reply = { type: `${type}_ok`, in_reply_to: msgId, ...(echo !== undefined && { echo }) };
  process.stdout.write(`${line}\n${JSON.stringify({ src: id, dest: src, body: reply })}\n`);
}

process.stdin.setEncoding('utf8');
process.stdin.on('data', (chunk) => {
  const lines = (rest + chunk).split('\n');
  rest = lines.pop();
  for (const text of lines) answer(JSON.parse(text));
});
