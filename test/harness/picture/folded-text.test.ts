/** Texts that are written as what is new in them. */

import test from 'ava';
import * as fc from 'fast-check';
import { fold, unfold } from '../../../harness/picture/folded-text.js';

test('a text is what it was, whatever stood before it', (t) => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', ',', '1') });
  fc.assert(
    fc.property(fc.array(text, { minLength: 1 }), fc.infiniteStream(fc.nat()), (texts, draws) => {
      const folded = texts.map((each, i) => {
        const back = i === 0 ? 0 : (draws.next().value ?? 0) % (i + 1);
        return fold(each, back === 0 ? '' : (texts[i - back] ?? ''), back);
      });
      t.deepEqual(unfold(folded), texts);
    }),
    { seed: 1 },
  );
});

test('of a read that shows one value more only that value is kept', (t) => {
  const before = '{"type":"read_ok","messages":[1,2,3],"in_reply_to":7}';
  const after = '{"type":"read_ok","messages":[1,2,3,4],"in_reply_to":7}';
  t.is(fold(after, before, 2), '2,35,18,,4');
});
