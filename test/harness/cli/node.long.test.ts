/** `eddy node`: one of Eddy's programs on stdin and stdout, as graders and course sites run it. */

import test from 'ava';
import { eddy } from './eddy.js';

/** The sample cases of the task, word for word. */
const SAMPLES = [
  {
    title: 'Configure updates fanout',
    input: `{"src":"c0","dest":"n1","body":{"type":"init","msg_id":1,"node_id":"n1","node_ids":["n1","n2","n3"]}}
{"src":"c1","dest":"n1","body":{"type":"configure","msg_id":2,"fanout":3,"gossip_interval_ms":100}}
`,
    output: `{"src": "n1", "dest": "c0", "body": {"type": "init_ok", "in_reply_to": 1, "msg_id": 0}}
{"src": "n1", "dest": "c1", "body": {"type": "configure_ok", "in_reply_to": 2, "msg_id": 1}}`,
  },
  {
    title: 'Stats with zero broadcasts',
    input: `{"src":"c0","dest":"n1","body":{"type":"init","msg_id":1,"node_id":"n1","node_ids":["n1"]}}
{"src":"c1","dest":"n1","body":{"type":"gossip_stats","msg_id":2}}
`,
    output: `{"src": "n1", "dest": "c0", "body": {"type": "init_ok", "in_reply_to": 1, "msg_id": 0}}
{"src": "n1", "dest": "c1", "body": {"type": "gossip_stats_ok", "broadcasts_received": 0, "gossip_messages_sent": 0, "messages_per_op": 0, "unique_messages": 0, "in_reply_to": 2, "msg_id": 1}}`,
  },
];

function parsed(output: string): unknown[] {
  return output
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
}

for (const { title, input, output } of SAMPLES) {
  test(`broadcast, the task's sample: ${title}`, async (t) => {
    const { status, out, err } = await eddy(['node', 'broadcast'], { input });
    t.is(err, '');
    t.is(status, 0);
    t.deepEqual(parsed(out), parsed(output));
  });
}

test('each program that is named runs', async (t) => {
  const init =
    '{"src":"c0","dest":"n1","body":{"type":"init","msg_id":1,"node_id":"n1","node_ids":["n1"]}}\n';
  const [echo, ids] = await Promise.all([
    eddy(['node', 'echo'], {
      input: `${init}{"src":"c1","dest":"n1","body":{"type":"echo","msg_id":2,"echo":[1]}}`,
    }),
    eddy(['node', 'unique-ids'], {
      input: `${init}{"src":"c1","dest":"n1","body":{"type":"generate","msg_id":2}}`,
    }),
  ]);
  t.like(parsed(echo.out)[1], { body: { type: 'echo_ok', echo: [1], in_reply_to: 2 } });
  t.like(parsed(ids.out)[1], { body: { type: 'generate_ok', in_reply_to: 2 } });
});

test('without input a node ends by itself', async (t) => {
  const { status, out } = await eddy(['node', 'broadcast'], { input: '' });
  t.is(status, 0);
  t.is(out, '');
});
