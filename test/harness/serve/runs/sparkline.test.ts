import test from 'ava';
import { sparkline } from '../../../../harness/serve/runs/sparkline.js';

test('the area is as high as what ended well, and the bars stand on it', (t) => {
  const svg = sparkline({ seconds: 0.5, ok: [10, 0], info: [0, 5] });
  t.true(svg.includes('<path class="area" d="M0 22V2H48V22H96V22Z"/>'));
  t.true(svg.includes('<path class="unknown" d="M48 22V12H96V22Z"/>'));
  t.true(svg.includes('aria-label="at most 10 operations per second over 1 s, 3 of unknown outcome"'));
});

test('without unknown outcomes there are no bars, and of nothing there is no picture', (t) => {
  t.false(sparkline({ seconds: 1, ok: [1], info: [0] }).includes('unknown'));
  t.is(sparkline({ seconds: 1, ok: [0, 0], info: [0, 0] }), '');
  t.is(sparkline({ seconds: 1, ok: [], info: [] }), '');
});
