/** What a mistyped word was probably meant to be. */

import test from 'ava';
import { nearest } from '../../../harness/text/nearest.js';

const WORDS = ['python', 'javascript', 'typescript', 'go', 'rust'];

test('a letter too much, too few, wrong or swapped still finds a word', (t) => {
  for (const [typed, meant] of [
    ['pythonn', 'python'],
    ['pyton', 'python'],
    ['pithon', 'python'],
    ['pyhton', 'python'],
    ['rsut', 'rust'],
    ['javasrcipt', 'javascript'],
    ['python', 'python'],
  ] as const)
    t.is(nearest(typed, WORDS), meant, typed);
});

test('the nearer of two words is found', (t) => {
  t.is(nearest('typescrpt', WORDS), 'typescript');
  t.is(nearest('rate-max', ['rate-min', 'rate-maxi', 'rate-map']), 'rate-maxi');
});

test('a word with more than a fourth of its letters wrong is not guessed', (t) => {
  for (const typed of ['cobol', 'g', 'rst2', 'pytxyn', '']) t.is(nearest(typed, WORDS), undefined, typed);
});
