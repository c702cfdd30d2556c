/** The report for coding agents: few lines, each with a name, whatever the run was. */

import * as fc from 'fast-check';
import test from 'ava';
import { AGENT_LINES, agentLines, agentRun } from '../../../harness/export/agent.js';
import { runTest } from '../../../harness/run/run-test.js';
import { programFile } from '../../router/programs.js';

test('law: at most 40 lines of at most 400 characters, none of them empty', (t) => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('failed', 'next'), fc.option(fc.string(), { nil: undefined }))),
      (facts) => {
        const lines = agentLines(facts);
        t.true(lines.length <= AGENT_LINES);
        t.true(lines.every((line) => line.length <= 400 && /^\w+: /.test(line) && !line.includes('\n')));
      },
    ),
  );
});

test('what is left out is counted', (t) => {
  const lines = agentLines(Array.from({ length: 50 }, (_, i) => ['failed', String(i)] as const));
  t.is(lines.length, AGENT_LINES);
  t.is(lines.at(-1), 'more: 11 lines left out');
});

test('a run has its verdict, fingerprint, decisive line and commands; one that is valid has its figures', async (t) => {
  const input = { workload: 'unique-ids', runtime: 'sim', seed: 1, rate: 50, 'time-limit': 2 } as const;
  const bad = await runTest({ ...input, bin: programFile('duplicate-ids.js') }, { store: false });
  const lines = agentRun(bad, 'store/x');
  t.is(lines[0], 'verdict: INVALID');
  t.true(lines.includes('fingerprint: unique-ids/duplicate/any'));
  t.true(lines.some((line) => /^decisive: repeated: \d+ /.test(line)));
  t.true(lines.includes('next: eddy check store/x --json'));
  t.true(lines.some((line) => line.startsWith('repeat: eddy test --workload unique-ids ')));
  const sound = agentRun(await runTest(input, { store: false }), undefined);
  t.is(sound[0], 'verdict: VALID');
  t.true(sound.some((line) => line.startsWith('operations: ')));
  t.false(sound.some((line) => line.startsWith('fingerprint: ') || line.startsWith('next: ')));
});
