/** One byte of a message that is damaged on its way: what changes of its line, and what never does. */

import test from 'ava';
import * as fc from 'fast-check';
import { isObject, type Message } from '../../node/index.js';
import { damaged } from '../../router/damage.js';
import { Envelope } from '../../router/index.js';

const LINE = '{"id":7,"src":"n1","dest":"n2","body":{"n":17}}';

for (const [place, bit, expected] of [
  [0, 0, '{"id":7,"src":"n1","dest":"n2","body":z"n":17}}'],
  [0.5, 0, '{"id":7,"src":"n1","dest":"n2","body":{"n";17}}'],
  [0.7, 2, '{"id":7,"src":"n1","dest":"n2","body":{"n":57}}'],
  [0.999, 4, '{"id":7,"src":"n1","dest":"n2","body":{"n":17m}'],
] as const) {
  test(`the byte at ${place} of the body with its bit ${bit} flipped`, (t) => {
    t.is(damaged(LINE, { place, bit }), expected);
  });
}

const damage = fc.record({
  place: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  bit: fc.integer({ min: 0, max: 4 }),
});

test('one character of the body changes, by one bit, and nothing else; a line stays a line', (t) => {
  const body = fc.jsonValue().map((value) => ({ type: 'x', value, ключ: 'значение' }));
  fc.assert(
    fc.property(body, damage, (body, hit) => {
      const line = JSON.stringify({ id: 1, src: 'n1', dest: 'n2', body });
      const arrived = damaged(line, hit);
      t.is(arrived.length, line.length);
      const [at = -1, ...others] = Array.from({ length: line.length }, (_, i) => i).filter(
        (i) => line[i] !== arrived[i],
      );
      t.deepEqual(others, []);
      t.true(at >= line.indexOf('"body":') + '"body":'.length && at < line.length - 1);
      const flipped = line.charCodeAt(at) ^ arrived.charCodeAt(at);
      t.is(flipped, 1 << hit.bit);
      t.false(arrived.includes('\n'));
    }),
    { seed: 1, numRuns: 300 },
  );
});

test('the body is hit, not a member that is spelled the same inside another', (t) => {
  const line = '{"id":1,"x":{"body":{"n":1}},"body":{"n":1},"src":"n1","dest":"n2"}';
  for (let i = 0; i < 7; i++) {
    const arrived = damaged(line, { place: i / 7, bit: 1 });
    t.is(arrived.slice(0, 36), line.slice(0, 36));
    t.is(arrived.slice(43), line.slice(43));
    t.not(arrived, line);
  }
});

test('a line without a body stays as it is', (t) => {
  t.is(damaged('{"id":1}', { place: 0.5, bit: 0 }), '{"id":1}');
});

test('an envelope keeps what was sent beside what arrives, and so does its copy', (t) => {
  const hit = { place: 0.7, bit: 2 };
  const message: Message = { src: 'n1', dest: 'n2', body: { n: 17 } };
  const envelope = new Envelope(7, message, undefined, false, 2, [hit]);
  for (const each of [envelope, envelope.copy()]) {
    t.true(each.isDamaged);
    t.is(each.text, LINE);
    t.is(each.line, '{"id":7,"src":"n1","dest":"n2","body":{"n":57}}');
    t.deepEqual(each.body, { n: 17 });
  }
  const whole = new Envelope(7, message);
  t.false(whole.isDamaged);
  t.is(whole.line, whole.text);
  t.true(isObject(JSON.parse(whole.line)));
});
