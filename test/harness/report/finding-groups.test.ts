/** Findings of one cause are one group, whatever comes between them. */

import test from 'ava';
import * as fc from 'fast-check';
import type { Finding } from '../../../harness/findings/finding.js';
import { groupFindings } from '../../../harness/report/finding-groups.js';

const lost = (chip: string, group = 'dropped by partition (1.0-4.0 s), never sent again'): Finding => ({
  kind: 'lost',
  text: `value ${chip} is missing`,
  group,
  chip,
});

test('findings of one kind and cause are a group, in the order of its first; others stand alone', (t) => {
  const groups = groupFindings([
    { kind: 'crash', text: 'n0: crashed\nTraceback' },
    lost('1'),
    lost('2', 'lost with a node that was killed'),
    lost('3'),
    { ...lost('3'), kind: 'late' },
    { kind: 'crash', text: 'n0: crashed\nTraceback' },
  ]);
  t.deepEqual(
    groups.map(({ title, members }) => [title, members]),
    [
      ['n0: crashed', [0]],
      ['missing: dropped by partition (1.0-4.0 s), never sent again', [1, 3]],
      ['missing: lost with a node that was killed', [2]],
      ['late: dropped by partition (1.0-4.0 s), never sent again', [4]],
      ['n0: crashed', [5]],
    ],
  );
});

test('a value that is missing at several nodes has one chip, which leads to its first finding', (t) => {
  const [group] = groupFindings([lost('7'), lost('7'), lost('8')]);
  t.deepEqual(group?.members, [0, 1, 2]);
  t.deepEqual(group?.chips, [
    { text: '7', finding: 0 },
    { text: '8', finding: 2 },
  ]);
});

test('each finding is in one group', (t) => {
  const finding = fc.record({
    kind: fc.constantFrom('lost', 'late', 'log'),
    text: fc.constantFrom('a', 'b'),
    group: fc.constantFrom('x', 'y'),
    chip: fc.constantFrom('1', '2'),
  });
  fc.assert(
    fc.property(fc.array(finding, { maxLength: 12 }), (findings) => {
      const groups = groupFindings(findings);
      t.deepEqual(
        groups.flatMap(({ members }) => members).toSorted((a, b) => a - b),
        findings.map((_, i) => i),
      );
      const causes = groups.map(({ members }) => {
        const { kind = '', group = '' } = findings[members[0] ?? 0] ?? {};
        return `${kind} ${group}`;
      });
      t.is(new Set(causes).size, causes.length);
    }),
  );
});
