/** The doctor finds what was planted, and nothing in the programs of ours. */

import path from 'node:path';
import test from 'ava';
import { programFile, programNames } from '../../../harness/cluster/program.js';
import { examine } from '../../../harness/doctor/examine.js';
import type { TestInput } from '../../../harness/options/schema.js';
import { WORKLOADS } from '../../../harness/workloads/index.js';
import { folderWith } from '../folder.js';
import { PLANTED } from './planted.js';

const SHORT = { runtime: 'sim', 'node-count': 1, 'time-limit': 1, rate: 5 } as const;
const FAULTS: TestInput = { nemesis: ['partition'], 'nemesis-interval': 1, latency: 20 };

/** All of them take minutes: EDDY_ALL_PLANTED=1 tries them, the suite every fifth. */
const ROWS = process.env['EDDY_ALL_PLANTED'] === '1' ? PLANTED : PLANTED.filter((_, i) => i % 5 === 0);
const GROUP = 4;
const tally = { found: 0, placed: 0 };

for (let from = 0; from < ROWS.length; from += GROUP) {
  const group = ROWS.slice(from, from + GROUP);
  test.serial(`each planted source is the only one, from ${group[0]?.name ?? ''}`, async (t) => {
    const files = Object.fromEntries(group.map(({ text }, i) => [`planted-${i}.mjs`, text]));
    const folder = folderWith(files);
    for (const [i, { name, call, line }] of group.entries()) {
      const program = path.join(folder, `planted-${i}.mjs`);
      const input = { ...SHORT, workload: 'echo' as const, bin: program };
      const { sources, errors } = await examine({ program, test: input, seeds: [1], limitMs: 60_000 });
      t.deepEqual(errors, [], name);
      const named = sources.filter((source) => source.call === call && source.file === program);
      if (named.length > 0) tally.found++;
      if (named.some((source) => source.line === line)) tally.placed++;
      else t.log(`${name}: expected line ${line}, got ${JSON.stringify(sources)}`);
      t.true(sources.length <= 1, `${name}: one place is planted, got ${JSON.stringify(sources)}`);
    }
  });
}

test.serial('of what is planted 95 % are found, and 90 % with their line', (t) => {
  const { found, placed } = tally;
  const { length } = ROWS;
  t.log(`${found} of ${length} found, ${placed} with the line`);
  t.true(PLANTED.length >= 40);
  t.true(found >= 0.95 * length, `${found} of ${length}`);
  t.true(placed >= 0.9 * length, `${placed} of ${length}`);
});

/** One of each kind of state. */
const OWN = new Set(['broadcast', 'echo', 'kafka', 'lin-kv', 'txn-list-append']);

for (const name of programNames().filter((each) => OWN.has(each))) {
  test.serial(`${name} lets nothing in and remembers no other seed`, async (t) => {
    const own = WORKLOADS.find((workload) => workload.program === name || workload.name === name);
    const workload = own?.name ?? name.replace(/-(?:flood|plumtree|random|star|proxy|lin-kv)$/, '');
    const program = programFile(name);
    const input = {
      ...SHORT,
      ...FAULTS,
      'node-count': 3,
      'time-limit': 3,
      workload,
      bin: program,
    } as TestInput;
    const examination = await examine({ program, test: input, seeds: [1], limitMs: 60_000 });
    t.deepEqual(examination, { seeds: 1, parted: undefined, sources: [], errors: [] });
  });
}
