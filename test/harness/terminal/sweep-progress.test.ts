/** What is shown while a sweep goes on, on a terminal and in a pipe. */

import test from 'ava';
import { SweepProgress } from '../../../harness/terminal/sweep-progress.js';
import type { Plan } from '../../../harness/sweep/plan.js';
import { run } from '../sweep/records.js';
import { screen } from '../cli/screen.js';

const PLAN: Plan = {
  eddy: '1',
  base: {},
  axes: [{ kind: 'configure', name: 'w', label: 'w', values: [1, 2] }],
  seeds: [1, 2, 3],
  runtime: 'sim',
  programs: {},
};

/** A sweep of 6,000 runs of which 1,000 are done before, at second 0 of a clock of its own. */
function begun(terminal: boolean) {
  const { stream, text } = screen(terminal);
  let seconds = 0;
  const progress = new SweepProgress(stream, [], () => seconds * 1000);
  progress.start({ plan: PLAN, total: 6000, done: 1000, folder: '/x' });
  return { progress, text, wait: (more: number) => (seconds += more) };
}

test('in a pipe there are plain lines: how far, how long still, and the best so far', (t) => {
  const { progress, text, wait } = begun(false);
  progress.run(run(1, 1, 2, 300), {} as never);
  wait(1.5);
  progress.tick();
  progress.run(run(2, 1, 1, 200), {} as never);
  progress.run(run(1, 2, 1, 1, { valid: false }), {} as never);
  wait(2);
  progress.tick();
  progress.end();
  t.deepEqual(text().split('\n'), [
    'sweep: 6000 runs, 1000 of them done before, simulated',
    '1001/6000 runs  |  ETA 2:04:59  |  best so far w=1 (2 msgs-per-op)',
    '1003/6000 runs  |  1 failed  |  ETA 1:37:10  |  best so far w=2 (1 msgs-per-op)',
    '1003/6000 runs  |  1 failed  |  ETA 1:37:10  |  best so far w=2 (1 msgs-per-op)',
    '',
  ]);
});

test('on a terminal one line is rewritten, no longer than the screen, and gone at the end', (t) => {
  const { progress, text } = begun(true);
  progress.tick();
  progress.run(run(1, 1, 2, 300), {} as never);
  progress.tick();
  progress.note('something\u001B[31m');
  progress.tick();
  progress.end();
  const [head, first, second, note, third, last] = text().split('\r\u001B[2K');
  t.regex(head ?? '', /^sweep: 6000 runs, .*\n$/);
  t.is(first, '1000/6000 runs  |  ETA -');
  t.is(second, '1001/6000 runs  |  ETA 0:00  |  best so far w=1 (2 msgs-per-op)'.slice(0, 59));
  t.is(note, 'something\\u001b[31m\n');
  t.is(third, second);
  t.is(last, '');
});

test('a sweep that never began says nothing at its end', (t) => {
  const { stream, text } = screen(false);
  new SweepProgress(stream, []).end();
  t.is(text(), '');
});
