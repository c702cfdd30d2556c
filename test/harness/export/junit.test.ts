import test from 'ava';
import { junit } from '../../../harness/export/junit.js';
import { flawOf } from '../picture/well-formed.js';
import { REPORT } from './reports.js';
import { HOSTILE } from './runs.js';

test('a part is a test case: what failed a failure with its reason, what is unknown an error', (t) => {
  t.deepEqual(
    [...junit(REPORT)],
    [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<testsuites name="eddy" tests="3" failures="1" errors="1">',
      '  <testsuite name="broadcast, 5 nodes, sim runtime" tests="3" failures="1" errors="1">',
      '    <testcase classname="eddy.broadcast" name="workload">\n' +
        '      <failure message="values: 1 lost">values: 1 lost\nlost: 7\n' +
        'To repeat it: eddy test --expect &#39;msgs-per-op&lt;3&#39;</failure>\n' +
        '    </testcase>',
      '    <testcase classname="eddy.broadcast" name="stats"/>',
      '    <testcase classname="eddy.broadcast" name="availability">\n' +
        '      <error message="nobody knows">nobody knows\n' +
        'To repeat it: eddy test --expect &#39;msgs-per-op&lt;3&#39;</error>\n' +
        '    </testcase>',
      '  </testsuite>',
      '</testsuites>',
    ],
  );
});

test('the XML is well-formed, whatever a node printed', (t) => {
  const parts = [{ name: HOSTILE, valid: false, reason: HOSTILE }];
  const xml = [...junit({ ...REPORT, title: HOSTILE, subject: HOSTILE, parts })].join('\n');
  t.is(flawOf(xml), undefined);
  t.false(xml.includes('\u202e'));
});
