/** What is written about each workload is true: of what clients send, of what is accepted, and of what our programs reply. */

import test from 'ava';
import { resolveProgram } from '../../../harness/cluster/program.js';
import { runTest } from '../../../harness/run/run-test.js';
import { type Workload, WORKLOADS } from '../../../harness/workloads/index.js';
import type { RequestReference } from '../../../harness/workloads/reference.js';
import { type Body, isClientId } from '../../../node/index.js';
import type { Envelope } from '../../../router/index.js';
import { simulated } from '../simulated.js';

/** What Eddy sends beside the requests of a workload. */
const OWN: ReadonlySet<unknown> = new Set(['init', 'configure', 'gossip_stats']);

function examples(fields: RequestReference['takes']): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, { example }]) => [name, example]));
}

/** The names of the fields of each type of request that clients sent in a run. */
async function sentBy(workload: Workload): Promise<Readonly<Record<string, readonly string[]>>> {
  const sent: Record<string, readonly string[]> = {};
  const nothing = (): void => {};
  const send = (_time: number, { src, body }: Envelope): void => {
    const { type = '', msg_id: _, ...fields } = body;
    if (isClientId(src) && !OWN.has(type)) sent[type] = Object.keys(fields).toSorted();
  };
  await runTest(
    { workload: workload.name, runtime: 'sim', seed: 1, 'node-count': 3, rate: 50, 'time-limit': 5 },
    { store: false, journal: { send, receive: nothing, drop: nothing, fault: nothing } },
  );
  return sent;
}

/** What our program, alone in its cluster, replies to the examples. */
async function repliesOf(workload: Workload): Promise<readonly Body[]> {
  const source = await resolveProgram({
    runtime: 'sim',
    bin: undefined,
    args: [],
    own: workload.program,
  });
  if (source.runtime !== 'sim') throw new Error(`${workload.program} cannot be simulated`);
  const { clock, cluster } = simulated(source.program, { nodes: ['n1'] });
  return clock.drive(async () => {
    await cluster.start();
    const client = cluster.client();
    const replies: Body[] = [];
    for (const { rpc, takes } of workload.reference.requests)
      replies.push(await client.rpc('n1', { type: rpc.type, ...examples(takes) }));
    await cluster.stop();
    return replies;
  });
}

for (const workload of WORKLOADS) {
  const { name, reference } = workload;

  test(`${name}: clients send the requests that are described, with these fields and no others`, async (t) => {
    const described = reference.requests.map(({ rpc, takes }) => [rpc.type, Object.keys(takes).toSorted()]);
    t.deepEqual(await sentBy(workload), Object.fromEntries(described));
  });

  test(`${name}: a reply with the fields that are described is accepted, and one without them is not`, (t) => {
    for (const { rpc, gives } of reference.requests) {
      const reply = { type: `${rpc.type}_ok`, in_reply_to: 1, ...examples(gives) };
      t.true(rpc.response.safeParse(reply).success, rpc.type);
      for (const field of Object.keys(gives)) {
        const { [field]: _, ...rest } = reply as Record<string, unknown>;
        t.false(rpc.response.safeParse(rest).success, `${rpc.type} without ${field}`);
      }
    }
  });

  test(`${name}: our own program replies to the examples as described`, async (t) => {
    const replies = await repliesOf(workload);
    for (const [i, { rpc, gives }] of reference.requests.entries()) {
      const { msg_id: _, in_reply_to: __, ...reply } = replies[i] ?? {};
      const expected: Record<string, unknown> = { type: `${rpc.type}_ok`, ...examples(gives) };
      // An id is any that no other is.
      if (rpc.type === 'generate') expected['id'] = reply['id'];
      t.deepEqual(reply, expected);
    }
  });

  test(`${name}: what is said of it are sentences`, (t) => {
    t.true(reference.checks.length > 0);
    for (const text of [reference.load, ...reference.checks, ...reference.requests.map(({ does }) => does)])
      t.regex(text, /\.$/);
  });
}
