import test from 'ava';
import { annotation, githubAnnotations, githubSummary, markdown } from '../../../harness/export/github.js';
import { REPORT } from './reports.js';
import { HOSTILE } from './runs.js';

test('a summary has verdict, reasons, figures, thresholds, explanations, faults, and how to repeat it', (t) => {
  t.is(
    [...githubSummary(REPORT)].join('\n'),
    `### ❌ broadcast, 5 nodes, sim runtime: INVALID

- **workload** failed: values: 1 lost
- lost: 7
- **availability** is unknown: nobody knows

|  |  |
| --- | --- |
| operations | 3: 3 ok |

| expected | result |  |
| --- | --- | --- |
| msgs-per-op &lt; 3 | 4, over by 1 | ❌ not met |

#### Why values are missing

- 7 was dropped on n1 -&gt; n2

#### Faults

- 1.0-2.0 s partition one: n1 \\| n2

#### What nodes did wrong

- n1: not-json × 2: n1 printed a line that is not JSON

To repeat it:

\`\`\`sh
eddy test --expect 'msgs-per-op<3'
\`\`\`
`,
  );
});

test('annotations: an error for what failed, a warning for what is unknown or was done wrong', (t) => {
  t.deepEqual(githubAnnotations(REPORT), [
    '::error title=broadcast%2C 5 nodes%2C sim runtime%3A workload::values: 1 lost%0Alost: 7',
    '::warning title=broadcast%2C 5 nodes%2C sim runtime%3A availability::nobody knows',
    '::warning title=broadcast%2C 5 nodes%2C sim runtime%3A n1%3A not-json × 2::n1 printed a line that is not JSON%0A  hint: stderr',
  ]);
});

test('a run without fault has no annotations', (t) => {
  t.deepEqual(githubAnnotations({ ...REPORT, parts: [], warnings: [] }), []);
});

test('an annotation is one line, and its parts end where they should', (t) => {
  const line = annotation('error', { file: 'a:b,c', title: '100%' }, '50%\r\n::warning::x\u202e');
  t.is(line, String.raw`::error file=a%3Ab%2Cc,title=100%25::50%25\u000d%0A::warning::x\u202e`);
});

test('nothing that a node printed is markup or a line of its own', (t) => {
  const shown = markdown(`${HOSTILE}\n# x ![a](b) ~~c~~ $d$`);
  t.notRegex(shown, /[\n\r\u001b\u202e<>"]/);
  t.notRegex(shown, /(?<!\\)[`|[\]~$*_]/);
});

test('a fence is longer than any in the command, and long lists end', (t) => {
  const lines = [...githubSummary({ ...REPORT, repeat: 'eddy test -- "```"', faults: Array(100).fill('x') })];
  t.is(lines.filter((line) => line.startsWith('````')).length, 2);
  t.is(lines.filter((line) => line === '- x').length, 20);
  t.true(lines.includes('- and 80 more'));
});

test('ten annotations are all that GitHub shows of a kind', (t) => {
  const parts = Array.from({ length: 50 }, (_, i) => ({ name: `p${i}`, valid: false, reason: 'x' }));
  t.is(githubAnnotations({ ...REPORT, parts, warnings: [] }).length, 10);
});
