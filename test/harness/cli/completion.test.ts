/** The scripts that complete command lines: they know each command, its flags and their words. */

import { spawnSync } from 'node:child_process';
import test from 'ava';
import { commandTree, SHELLS } from '../../../harness/cli/completion-scripts.js';
import { commandLine } from '../../../harness/cli/main.js';
import { WORKLOAD_NAMES } from '../../../harness/workloads/index.js';

async function script(shell: string): Promise<string> {
  return SHELLS[shell]?.(commandTree(await commandLine(), { challenge: ['all', '3d'] })) ?? '';
}

/** What bash offers for a command line whose last word is begun. */
function offered(bash: string, words: readonly string[]): readonly string[] {
  const quoted = words.map((word) => `'${word}'`).join(' ');
  const { stdout } = spawnSync(
    'bash',
    ['-c', `${bash}\nCOMP_WORDS=(${quoted}); COMP_CWORD=${words.length - 1}; _eddy; echo "\${COMPREPLY[@]}"`],
    { encoding: 'utf8' },
  );
  return stdout.trim().split(' ');
}

test('bash is offered commands, flags, the words of an option, challenges, and files where anything goes', async (t) => {
  const bash = await script('bash');
  t.deepEqual(offered(bash, ['eddy', 'cha']), ['challenge']);
  t.deepEqual(offered(bash, ['eddy', 'test', '--node-c']), ['--node-count']);
  t.deepEqual(offered(bash, ['eddy', 'test', '-w', '']), [...WORKLOAD_NAMES]);
  t.deepEqual(offered(bash, ['eddy', 'test', '--workload', 'lin']), ['lin-kv']);
  t.deepEqual(offered(bash, ['eddy', 'challenge', '3']), ['3d']);
  t.deepEqual(offered(bash, ['eddy', 'test', '--bin', './x']), ['']);
  t.deepEqual(offered(bash, ['eddy', 'sweep', '--keep', '']), ['all', 'failed', 'none']);
});

test('every shell knows every command, and none the flags that have no effect', async (t) => {
  const names = (await commandLine()).commands.map((command) => command.name());
  for (const shell of Object.keys(SHELLS)) {
    const text = await script(shell);
    for (const name of names) t.regex(text, new RegExp(`\\b${name}\\b`), `${shell}: ${name}`);
    t.false(text.includes('strict-host-key-checking'), shell);
  }
});
