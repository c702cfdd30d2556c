/** Text in markup: nothing of it acts, and all that can be written reads as before. */

import test from 'ava';
import * as fc from 'fast-check';
import { escapeMarkup } from '../../../harness/picture/markup.js';

const NAMED: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

test('what is escaped has no markup left and reads as before', (t) => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const safe = escapeMarkup(text);
      t.false(/[<>"']/.test(safe));
      t.is(
        safe.replaceAll(/&(?:\w+|#39);/g, (entity) => NAMED[entity] ?? entity),
        text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ''),
      );
    }),
    { seed: 1 },
  );
});

test('what XML cannot hold is left out', (t) => {
  t.is(escapeMarkup('a\u0000b\u001bc\ud800d\uffffe'), 'abcde');
});
