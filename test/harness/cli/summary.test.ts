/** The end of a run on one screen. */

import test from 'ava';
import { plain } from '../../../harness/colors.js';
import { summary } from '../../../harness/cli/summary.js';
import type { TestInput } from '../../../harness/options.js';
import { runTest } from '../../../harness/test-run.js';
import { programFile } from '../../router/programs.js';

const SIM: TestInput = { runtime: 'sim', seed: 1, nodes: ['n1', 'n2', 'n3'], rate: 20, 'time-limit': 3 };

async function shown(input: TestInput, program?: string): Promise<string> {
  const bin = program === undefined ? {} : { bin: programFile(`${program}.js`) };
  return summary(await runTest({ ...SIM, ...bin, ...input }, { store: false }), plain, '/');
}

/** What follows the name of a line. */
function line(text: string, name: string): string | undefined {
  const start = `  ${name.padEnd(12)} `;
  return text
    .split('\n')
    .find((each) => each.startsWith(start))
    ?.slice(start.length);
}

test('a valid run: counts, latencies, messages, recovery, and how to repeat it', async (t) => {
  const text = await shown({ workload: 'broadcast', expect: ['msgs-per-op<30'] });
  t.regex(text, /^broadcast, 3 nodes, sim runtime: VALID\n/);
  t.regex(line(text, 'operations') ?? '', /^\d+: \d+ ok, 0 fail, 0 info \(availability 1\)$/);
  t.regex(line(text, 'values') ?? '', /^\d+ stable, 0 lost, 0 never read, \d+ stale for a while$/);
  t.regex(line(text, 'stable after') ?? '', /^p50 \d+ ms, p95 \d+ ms, p99 \d+ ms, max \d+ ms$/);
  t.regex(line(text, 'msgs-per-op') ?? '', /^[\d.]+ between nodes \(\d+ messages; with clients [\d.]+\)$/);
  t.regex(line(text, 'expected') ?? '', /^msgs-per-op < 30: met \([\d.]+\)$/);
  t.regex(line(text, 'recovery') ?? '', /^all nodes agree [\d.]+ s after load and faults ended$/);
  t.is(line(text, 'repeat'), '--seed 1 gives this run again, byte for byte');
  for (const name of ['lost', 'trouble', 'note', 'unexpected', 'duplicates', 'faults', 'stored in'])
    t.is(line(text, name), undefined);
});

test('an invalid run says which values are lost, ten of them at most', async (t) => {
  const text = await shown({ workload: 'broadcast' }, 'forgets-to-forward');
  t.regex(text, /: INVALID\n/);
  t.regex(line(text, 'lost') ?? '', /^\d+(, \d+){9}, and \d+ more$/);
  t.is(line(text, 'recovery'), 'nodes still differ 10 s after load and faults ended');
});

test('replies that no client expects are told with an example, and what never succeeded by name', async (t) => {
  const text = await shown({ workload: 'broadcast' }, 'wrong-reply-type');
  t.regex(
    line(text, 'unexpected') ?? '',
    /^\d+ ×, such as: malformed reply from n\d to \{"type":"read"\}: type: /,
  );
  t.regex(text, /\n {15}no read ever succeeded\n/);
  t.notRegex(text, /no broadcast ever/);
});

test('values that were shown more than once are counted', async (t) => {
  const text = await shown({ workload: 'broadcast' }, 'double-counts');
  t.regex(text, /: VALID\n/);
  t.regex(line(text, 'duplicates') ?? '', /^\d shown more than once by some read$/);
});

test('mismatches of echo and ids that were given twice', async (t) => {
  t.regex(line(await shown({ workload: 'echo' }, 'echo-wrong'), 'mismatches') ?? '', /"But received"/);
  const ids = line(await shown({ workload: 'unique-ids' }, 'duplicate-ids'), 'ids') ?? '';
  t.regex(ids, /^\d+ acknowledged, \d+ given more than once$/);
});

test('errors of logs are told by name, with their number and an example in words; that no crash succeeds goes without saying', async (t) => {
  const text = await shown({ workload: 'kafka', rate: 100, 'time-limit': 30 }, 'kafka-doubles');
  t.regex(
    line(text, 'duplicate') ?? '',
    /^\d+ ×, such as: message \d+ of key "\d+" is at several offsets: \d+ and \d+$/,
  );
  t.notRegex(text, /no crash ever/);
});

test('messages that nobody read are counted by the sentence itself', async (t) => {
  const text = await shown({ workload: 'kafka', rate: 100 }, 'kafka-loses-sends');
  t.regex(line(text, 'unseen') ?? '', /^\d+ acknowledged messages were never read, of key "/);
});

test('an availability that was not met is told with what was demanded', async (t) => {
  const faults = [{ at: 0.5, do: 'pause n1' }];
  const text = await shown({ workload: 'echo', availability: 'total', faults });
  t.regex(line(text, 'operations') ?? '', /\(availability 0\.\d+, expected total\)$/);
});

test('faults are listed with their times, eight at most', async (t) => {
  const faults = Array.from({ length: 10 }, (_, i) => ({ at: i / 5, do: `loss 0.${i + 1}` }));
  const text = await shown({ workload: 'broadcast', faults });
  t.is(line(text, 'faults'), '0.0-0.2 s loss 0.1');
  t.regex(text, /\n {15}1\.4-1\.6 s loss 0\.8\n {15}and 2 more\n/);
});

test('a fault that nothing ended lasts to the end', async (t) => {
  const text = await shown({ workload: 'echo', faults: [{ at: 0.5, do: 'slow n1 10' }] });
  t.is(line(text, 'faults'), 'from 0.5 s on slow n1 10 times');
});

test('a run without operations has messages, but none per operation', async (t) => {
  t.is(line(await shown({ workload: 'echo', rate: 0 }), 'messages'), '6, no operations');
});
