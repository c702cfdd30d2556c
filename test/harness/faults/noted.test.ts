/** What the notes of a journal begin and end. */

import test from 'ava';
import { noted } from '../../../harness/faults/noted.js';

for (const [fault, text, expected] of [
  ['partition', 'n1 | n2', { node: undefined, begins: true, lasts: true, ends: [] }],
  ['heal', 'all links are open', { node: undefined, begins: false, lasts: false, ends: ['partition'] }],
  ['slow', 'n1 10 times as long', { node: undefined, begins: true, lasts: true, ends: [] }],
  ['fast', 'no node and no link is slow', { node: undefined, begins: false, lasts: false, ends: ['slow'] }],
  ['loss', 'each message ...', { node: undefined, begins: true, lasts: false, ends: ['loss'] }],
  ['pause', 'n1', { node: 'n1', begins: true, lasts: true, ends: [] }],
  ['resume', 'n1', { node: 'n1', begins: false, lasts: false, ends: ['pause'] }],
  ['kill', 'n2', { node: 'n2', begins: true, lasts: true, ends: ['pause'] }],
  ['restart', 'n2', { node: 'n2', begins: false, lasts: false, ends: ['kill', 'crash', 'pause'] }],
  ['wipe', 'n2', { node: 'n2', begins: false, lasts: false, ends: [] }],
  ['crash', 'n3 ended with exit status 1', { node: 'n3', begins: true, lasts: true, ends: [] }],
  ['from elsewhere', 'whatever', { node: undefined, begins: false, lasts: false, ends: [] }],
] as const) {
  test(`a note of ${fault}`, (t) => {
    t.deepEqual(noted(fault, text), { ...expected, ends: [...expected.ends] });
  });
}
