/** What `eddy check` shows while it takes long. */

import test from 'ava';
import { createLogUpdate } from 'log-update';
import { Board } from '../../../harness/terminal/board.js';
import { CheckingProgress } from '../../../harness/terminal/checking-progress.js';
import { screen } from '../cli/screen.js';
import { Terminal } from '../cli/terminal.js';

test('in a pipe a line says what is checked, and for how long; of a short check nothing is said', (t) => {
  const { stream, text } = screen(false);
  let seconds = 100;
  const progress = new CheckingProgress(new Board(stream), () => seconds * 1000);
  seconds += 0.9;
  progress.tick();
  t.is(text(), '');
  seconds += 4.1;
  progress.tick();
  progress.checking('lin-kv');
  seconds += 5;
  progress.tick();
  t.is(text(), 'checking the history, 5 s ...\nchecking lin-kv, 10 s ...\n');
});

test('on a terminal the line is rewritten, and gone at the end', (t) => {
  const terminal = new Terminal(40, 10);
  let seconds = 0;
  const board = new Board(terminal.stream, { rewrite: createLogUpdate, now: () => seconds * 1000 });
  const progress = new CheckingProgress(board, () => seconds * 1000);
  progress.checking('lin-kv');
  for (seconds of [2, 3]) {
    progress.tick();
    t.is(terminal.text, `checking lin-kv, ${seconds} s ...`);
  }
  progress.end();
  t.is(terminal.text, '');
});
