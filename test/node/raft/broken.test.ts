/** Rafts that are broken on purpose: what they get wrong is found, and not before its hour comes. */

import test from 'ava';
import type { Replica } from '../../../node/raft/replica.js';
import type { Node } from '../../../node/index.js';
import { programFile } from '../../router/programs.js';
import { impossibleKeys } from './register-history.js';
import { type Fault, type Storm, weather } from './stormy-run.js';

type Broken = (node: Node, observe: (replica: Replica) => void) => void;

async function findings(program: string, storm: Storm): Promise<readonly string[]> {
  const { default: broken } = (await import(programFile(`${program}.js`))) as { readonly default: Broken };
  const { history, complaints } = await weather({ ...storm, program: broken });
  const laws = complaints.map((complaint) => complaint.slice(0, complaint.indexOf(':')));
  return [...new Set([...laws, ...impossibleKeys(history).map(() => 'linearizability')])].toSorted();
}

const CASES: readonly (readonly [program: string, faults: readonly Fault[], seed: number, found: string])[] =
  [
    ['raft-hasty', ['partition'], 8, 'state machine safety'],
    ['raft-hasty', ['partition'], 2, 'leader completeness'],
    ['raft-forgets-its-vote', ['kill', 'partition'], 1, 'election safety'],
    ['raft-forgets-its-log', ['kill'], 1, 'leader completeness'],
    ['raft-executes-twice', ['duplication'], 3, 'linearizability'],
  ];

for (const [program, faults, seed, found] of CASES) {
  test(`${program}: right without faults; under ${faults.join(' and ')} it breaks ${found}`, async (t) => {
    const nodes = program === 'raft-forgets-its-vote' ? 3 : 5;
    t.deepEqual(await findings(program, { seed, nodes, faults: [], seconds: 5 }), []);
    t.true((await findings(program, { seed, nodes, faults })).includes(found));
  });
}

test('raft-stale-reads: what one node has acknowledged another does not show', async (t) => {
  t.deepEqual(await findings('raft-stale-reads', { seed: 1, faults: [], seconds: 5 }), ['linearizability']);
});
