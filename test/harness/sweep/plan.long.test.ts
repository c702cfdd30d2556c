/** The runtime that a sweep takes if none is named. */

import { chmodSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { makePlan } from '../../../harness/sweep/plan.js';
import { machineObstacle } from '../../../router/index.js';
import { folder, write } from '../folder.js';

const possible = machineObstacle() === undefined;

function script(mode: number): string {
  const file = path.join(folder(), 'node.sh');
  write(file, '#!/bin/sh\ncat\n');
  chmodSync(file, mode);
  return file;
}

test.serial('a program in another language runs in virtual time, with arguments too', async (t) => {
  const base = { workload: 'echo' as const, bin: script(0o755), args: ['-v'] };
  const { plan } = await makePlan({ base, axes: [], seeds: [1] });
  t.is(plan.runtime, possible ? 'virtual' : 'process');
});

test.serial('one that cannot be traced runs live, and the note says both obstacles', async (t) => {
  const base = { workload: 'echo', bin: script(0o4755) } as const;
  const { plan, note = '' } = await makePlan({ base, axes: [], seeds: [1] });
  t.is(plan.runtime, 'process');
  t.regex(note, /^runs are live, one after the other: .*JavaScript only/);
  t.regex(note, possible ? /set-uid/ : /virtual/);
});
