/** Fingerprints: the same defect has the same text, and no text holds a name of a run. */

import * as fc from 'fast-check';
import test from 'ava';
import { fingerprint, fingerprintText } from '../../../harness/findings/fingerprint.js';
import type { RunSummary } from '../../../harness/findings/run-summary.js';
import { neverSucceeded, summaryOf } from './summaries.js';

function textOf(summary: RunSummary): string | undefined {
  const found = fingerprint(summary);
  return found && fingerprintText(found);
}

const failed = (workload: string, more: object): RunSummary =>
  summaryOf({ valid: false, workload: { valid: false, ...more } }, { workload });

const crash = (nodes: readonly string[], what: string): RunSummary =>
  summaryOf(
    {
      valid: true,
      diagnostics: nodes.map((node) => ({
        node,
        kind: 'crashed',
        count: 1,
        first: [{ node, kind: 'crashed', what: `${node} ${what}`, flaw: what, expected: '', hint: '' }],
      })),
    },
    { workload: 'echo', nodes: ['n1', 'n2', 'n10'] },
  );

test('each kind of failure has its own', (t) => {
  t.is(textOf(summaryOf({ valid: true })), undefined);
  t.is(textOf(failed('broadcast', { lost: [1, 2] })), 'broadcast/lost/any');
  t.is(
    textOf(failed('unique-ids', { 'duplicated-count': 1, duplicated: { a: 2 } })),
    'unique-ids/duplicate/any',
  );
  t.is(
    textOf(summaryOf({ valid: false, stats: neverSucceeded('read') }, { workload: 'g-set' })),
    'stats/never-ok/read',
  );
  t.is(
    textOf(
      summaryOf({ valid: false, thresholds: [{ expect: 'msgs-per-op < 30', valid: false, actual: 41 }] }),
    ),
    'expect/msgs-per-op/any',
  );
  t.is(
    textOf(summaryOf({ valid: 'unknown', error: 'InitError: n3 sent no init_ok' })),
    'start/initerror-sent-no-init-ok/any',
  );
  t.is(textOf(summaryOf({ valid: 'unknown' })), 'run/unknown/any');
});

test('a lost value says more than the statistics of a read, and both more than a demand', (t) => {
  const all = {
    valid: false,
    workload: { valid: false, lost: [4] },
    thresholds: [{ expect: 'lost-count < 1', valid: false }],
  };
  t.is(textOf(summaryOf(all, { workload: 'g-set' })), 'g-set/lost/any');
});

test('a crash has the same fingerprint, whichever nodes it hits', (t) => {
  const text = textOf(crash(['n1'], 'ended by itself: KeyError: 17'));
  t.is(text, textOf(crash(['n2', 'n10'], 'ended by itself: KeyError: 4711')));
  t.regex(text ?? '', /^node\/crashed\/.*keyerror/);
  t.not(text, textOf(crash(['n1'], 'ended by itself: TypeError: 17')));
});

test('law: three words of letters, digits and hyphens, whatever the texts are', (t) => {
  fc.assert(
    fc.property(fc.string(), fc.string({ minLength: 1 }), (error, workload) => {
      const text = textOf(summaryOf({ valid: 'unknown', error }, { workload }));
      t.regex(text ?? '', /^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*){2}$/);
    }),
  );
});
