/** The checkers against histories that were sound, and then changed: what is forbidden is caught, and nothing else. */

import test from 'ava';
import { counters } from './counters.js';
import { echo } from './echo.js';
import { sets } from './sets.js';
import { holds, type Subject } from './subject.js';
import { unique } from './unique-ids.js';

/** How many mutated histories of each workload the suite looks at. */
const SUBJECTS: readonly (readonly [Subject, number])[] = [
  [echo, 150],
  [unique, 150],
  [sets('broadcast', 'broadcast'), 200],
  [sets('g-set', 'add'), 200],
  [counters('g-counter', 0), 150],
  [counters('pn-counter', -5), 200],
];

for (const [subject, runs] of SUBJECTS) {
  test(`${subject.name}: of ${runs} mutated histories those are invalid that are forbidden`, (t) => {
    holds(t, subject, runs);
  });
}
