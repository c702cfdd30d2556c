/** What is written about control lines is true: each can be typed as it stands, and no word is missing. */

import test from 'ava';
import { CONTROL_LINES, CONTROL_WORDS, parseControl } from '../../router/index.js';

const NODES = ['n1', 'n2', 'n3', 'n4', 'n5'];

test('the examples are understood, and show each word', (t) => {
  const words = CONTROL_LINES.flatMap(({ examples }) => examples.map((line) => parseControl(line, NODES).do));
  t.deepEqual([...new Set(words)].toSorted(), CONTROL_WORDS.toSorted());
});
