/** Examples of the command line, in pages and in `--help`, have commands, options and workloads that exist. */

import type { Command } from 'commander';
import test from 'ava';
import { commandLine } from '../../harness/cli/main.js';
import { examplesIn, flawOf } from './examples.js';
import { allCodeBlocks, pageOf } from './markdown.js';
import { PAGES } from './pages.js';

/** What a command's help says, its subcommands' too. */
function helpOf(command: Command): string {
  let text = '';
  command.configureOutput({
    writeOut: (part) => {
      text += part;
    },
    getOutHasColors: () => false,
  });
  command.outputHelp();
  return [text, ...command.commands.map(helpOf)].join('\n');
}

test('each example of a page and of --help can be typed', async (t) => {
  const program = await commandLine();
  const ofPages = PAGES.flatMap((page) =>
    examplesIn(allCodeBlocks(pageOf(page)).join('\n')).map((example) => ({ place: page, example })),
  );
  const ofHelp = program.commands.flatMap((command) =>
    examplesIn(helpOf(command)).map((example) => ({ place: `${command.name()} --help`, example })),
  );
  t.true(ofPages.length > 50, String(ofPages.length));
  t.true(ofHelp.length > 20, String(ofHelp.length));
  const flaws = [...ofPages, ...ofHelp].flatMap(({ place, example }) => {
    const flaw = flawOf(example, program);
    return flaw === undefined ? [] : [`${place}: ${example}: ${flaw}`];
  });
  t.deepEqual(flaws, []);
});

test('an example with an unknown command, option or workload is found', async (t) => {
  const program = await commandLine();
  t.is(flawOf('eddy tset -w echo', program), 'there is no command tset');
  t.is(flawOf('eddy test --nemsis kill', program), 'test has no option --nemsis');
  t.is(flawOf('eddy test -w ecco', program), 'there is no workload ecco');
  t.is(flawOf('eddy fixture from run --nod n1', program), 'from has no option --nod');
  t.is(flawOf("eddy test -w echo --bin x --fault '2:partition a | b' -- --any", program), undefined);
});

test('examples are told from what is said about them', (t) => {
  const text = [
    '  eddy check                    the latest run',
    '$ eddy trace --value 4 | head -9',
    "eddy test --fault '5:kill n2  n1' \\",
    '    --seed 1',
    'Usage: eddy test [options]',
    'eddy test [options] [args...]',
    'eddy check - -w lin-kv < history.json',
  ].join('\n');
  t.deepEqual(examplesIn(text), [
    'eddy check',
    'eddy trace --value 4',
    "eddy test --fault '5:kill n2  n1' --seed 1",
    'eddy check - -w lin-kv',
  ]);
});
