/** What is said, and the block below it, on a terminal and in a pipe. */

import test, { type ExecutionContext } from 'ava';
import { createLogUpdate } from 'log-update';
import { Board, canRewrite, type Size } from '../../../harness/terminal/board.js';
import { screen } from '../cli/screen.js';
import { Terminal } from '../cli/terminal.js';

function live(t: ExecutionContext, columns = 60, rows = 10) {
  const terminal = new Terminal(columns, rows);
  const clock = { now: 0 };
  const board = new Board(terminal.stream, { rewrite: createLogUpdate, now: () => clock.now });
  t.teardown(() => board.close());
  return { terminal, clock, board };
}

test('a block stands below what is said, and is rewritten in place, higher or lower', (t) => {
  const { terminal, clock, board } = live(t);
  board.say('one');
  board.show(() => ['a 1', 'b 1']);
  t.is(terminal.text, 'one\na 1\nb 1');
  board.show(() => ['a 1', 'b 2', 'c']);
  t.is(terminal.text, 'one\na 1\nb 2\nc');
  clock.now = 1000;
  board.say('two');
  t.is(terminal.text, 'one\ntwo\na 1\nb 2\nc');
  board.show(() => ['z']);
  t.is(terminal.text, 'one\ntwo\nz');
  board.show(undefined);
  t.is(terminal.text, 'one\ntwo');
});

test('what scrolls out of sight above a block holds no rests of it', (t) => {
  const { terminal, clock, board } = live(t, 60, 6);
  const said = Array.from({ length: 30 }, (_, i) => `line ${i}`);
  for (const text of said) {
    clock.now += 1000;
    board.say(text);
    board.show(() => ['a', `b ${text}`, 'c']);
  }
  t.is(terminal.text, [...said, 'a', 'b line 29', 'c'].join('\n'));
});

test('a picture is written at once, between marks that let a terminal show it at once', (t) => {
  const { stream, text } = screen(true);
  const board = new Board(stream, { rewrite: createLogUpdate, now: () => 0 });
  t.teardown(() => board.close());
  board.show(() => ['a', 'b']);
  t.is(text(), '\u001B[?2026ha\nb\n\u001B[?2026l');
  board.show(() => ['a', 'b']);
  t.is(text(), '\u001B[?2026ha\nb\n\u001B[?2026l', 'nothing has changed, so nothing is written');
});

test('a flood of lines is drawn together', (t) => {
  const { terminal, clock, board } = live(t);
  board.show(() => ['block']);
  clock.now = 1000;
  const said = Array.from({ length: 200 }, (_, i) => `line ${i}`);
  for (const text of said) board.say(text);
  t.is(terminal.text, 'line 0\nblock');
  board.show(() => ['block']);
  t.is(terminal.text, [...said, 'block'].join('\n'));
  t.is(terminal.writes, 3);
});

test('what waited is said at the end', (t) => {
  const { terminal, board } = live(t);
  board.say('one');
  board.say('two');
  board.show(() => ['block']);
  board.say('three');
  board.close();
  t.is(terminal.text, 'one\ntwo\nthree');
});

test('a terminal that changes its size is left without rubbish', (t) => {
  const block = ({ columns }: Size): readonly string[] =>
    ['first '.repeat(9), 'second '.repeat(7), '', 'short'].map((line) =>
      line.slice(0, columns - 1).trimEnd(),
    );
  const { terminal, board } = live(t, 60, 24);
  board.say('said');
  board.show(block);
  for (const columns of [30, 13, 60, 25]) {
    terminal.resize(columns, 24);
    t.is(terminal.text, ['said', ...block({ columns, rows: 24 })].join('\n'), `${columns} columns`);
  }
});

test('an interjection is said at once, in the place of the block and of a key that was echoed', (t) => {
  const { terminal, board } = live(t);
  board.say('one');
  board.show(() => ['a', 'b']);
  board.say('two');
  terminal.write('^C');
  board.interject('stopping');
  t.is(terminal.text, 'one\ntwo\nstopping');
  board.show(() => ['a', 'b']);
  t.is(terminal.text, 'one\ntwo\nstopping\na\nb');
});

test('Ctrl-Z leaves no block behind; it comes back below what a shell wrote', (t) => {
  const terminal = new Terminal(60, 10);
  const shell: string[] = [];
  const stop = (): void => {
    shell.push(terminal.text);
    terminal.write('[1]+ Stopped\n$ fg\n');
  };
  const board = new Board(terminal.stream, { rewrite: createLogUpdate, now: () => 0, stop });
  t.teardown(() => board.close());
  board.say('one');
  board.show(() => ['a', 'b']);
  process.emit('SIGTSTP', 'SIGTSTP');
  t.deepEqual(shell, ['one']);
  board.show(() => ['a', 'c']);
  t.is(terminal.text, 'one\n[1]+ Stopped\n$ fg\na\nc');
});

test('where nothing can be rewritten there is what is said, and nothing else', (t) => {
  const { stream, text } = screen(false);
  const board = new Board(stream);
  board.say('one');
  board.show(() => ['block']);
  board.interject('stopping');
  board.say('two');
  board.close();
  t.is(text(), 'one\n\nstopping\ntwo\n');
});

test('lines are rewritten on a terminal that obeys and has a size, and not in CI', (t) => {
  const terminal = { isTTY: true, columns: 80, rows: 24 };
  t.true(canRewrite(terminal, { TERM: 'xterm-256color' }));
  t.true(canRewrite(terminal, {}));
  t.true(canRewrite(terminal, { CI: 'false' }));
  t.false(canRewrite(terminal, { TERM: 'dumb' }));
  t.false(canRewrite(terminal, { CI: 'true' }));
  t.false(canRewrite({ ...terminal, isTTY: false }, {}));
  t.false(canRewrite({ ...terminal, columns: 0, rows: 0 }, {}));
});
