/** The checkers against histories that were sound, and then changed: what is forbidden is caught, and nothing else. */

import test from 'ava';
import { counters } from './counters.js';
import { echo } from './echo.js';
import { sets } from './sets.js';
import { kafka } from './kafka.js';
import { registers } from './registers.js';
import { holds, type Subject } from './subject.js';
import { transactions } from './transactions.js';
import { unique } from './unique-ids.js';

/** How many mutated histories of each workload the suite looks at. */
const SUBJECTS: readonly (readonly [Subject, number])[] = [
  [echo, 100],
  [unique, 100],
  [sets('broadcast', 'broadcast'), 140],
  [sets('g-set', 'add'), 140],
  [counters('g-counter', 0), 110],
  [counters('pn-counter', -5), 130],
  [registers, 280],
  [kafka, 400],
  [transactions({ write: 'append', inRealtime: false }), 110],
  [transactions({ write: 'append', inRealtime: true }), 110],
  [transactions({ write: 'w', inRealtime: false }), 190],
  [transactions({ write: 'w', inRealtime: true }), 190],
];

for (const [subject, runs] of SUBJECTS) {
  test(`${subject.name}: of mutated histories the checker refuses those that the oracle forbids`, (t) => {
    holds(t, subject, runs);
  });
}
