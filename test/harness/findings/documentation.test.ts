/** What was found in a run refers to the pages that say what was expected. */

import { existsSync } from 'node:fs';
import test from 'ava';
import { DOCUMENTED } from '../../../harness/findings/documentation.js';
import { plain } from '../../../harness/text/colors.js';
import { judgement } from '../../../harness/findings/summary.js';
import { anchorsOf, pageOf } from '../../docs/markdown.js';
import { summaryOf } from './summaries.js';

const LOST = { valid: false, workload: { valid: false, lost: [1], 'lost-count': 1 } };
const TALK = { nodes: ['n1'], what: 'n1 did it', cure: 'do it not', count: 1, messages: [] };

test('each heading that a run refers to is there', (t) => {
  t.true(DOCUMENTED.length > 15);
  for (const place of [...DOCUMENTED, 'docs/protocol.md#start-and-end']) {
    const [page = '', anchor = ''] = place.split('#');
    t.true(existsSync(new URL(`../../../../${page}`, import.meta.url)), page);
    t.true(anchorsOf(pageOf(page)).has(anchor), place);
  }
});

test('a finding of a workload refers to the page of this workload', (t) => {
  t.deepEqual(summaryOf(LOST, { workload: 'broadcast' }).documentation, ['docs/workloads.md#broadcast']);
  t.deepEqual(summaryOf(LOST, { workload: 'unheard-of' }).documentation, ['docs/workloads.md']);
});

test('diagnoses come before findings, and each page once', (t) => {
  const diagnoses = [
    { ...TALK, kind: 'not-json' },
    { ...TALK, kind: 'malformed' },
    { ...TALK, kind: 'unanswered' },
  ];
  t.deepEqual(summaryOf({ ...LOST, diagnoses }, { workload: 'g-set' }).documentation, [
    'docs/protocol.md#messages',
    'docs/protocol.md#requests-and-replies',
    'docs/workloads.md#g-set',
  ]);
});

test('nothing is referred to if nothing was found', (t) => {
  const workload = { valid: true, register: 'one' };
  t.deepEqual(summaryOf({ valid: true, workload }, { workload: 'lin-kv' }).documentation, []);
});

test('the summary has them in a line of their own', (t) => {
  const about = { head: 'broadcast', more: '' };
  const text = judgement(summaryOf(LOST, { workload: 'broadcast' }), about, {
    colors: plain,
    columns: undefined,
  });
  t.regex(text, /\n {2}lost +1\n {2}see +docs\/workloads\.md#broadcast\n/);
});
