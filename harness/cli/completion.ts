/** `eddy completion <shell>`: a script that completes commands, flags and words, made from the commands themselves. */

import type { Command } from 'commander';
import { UsageError } from '../errors/usage-error.js';
import { CHALLENGES } from '../run/challenges.js';
import { didYouMean } from '../text/closest.js';
import { commandTree, SHELLS } from './completion-scripts.js';
import { ExitCode } from './exit-code.js';

const NOTES = `
Put one of these where your shell starts:

  bash   source <(eddy completion bash)                       in ~/.bashrc
  zsh    source <(eddy completion zsh)                        in ~/.zshrc, after compinit
  fish   eddy completion fish > ~/.config/fish/completions/eddy.fish`;

/** `whole`: the command line with all its commands; this process may have loaded only this one. */
export function completionCommand(program: Command, whole: () => Promise<Command>): void {
  program
    .command('completion')
    .description('print a script that completes eddy commands in a shell')
    .argument('<shell>', Object.keys(SHELLS).join(', '))
    .addHelpText('after', NOTES)
    .action(async (shell: string) => {
      const script = SHELLS[shell];
      if (script === undefined) {
        const known = Object.keys(SHELLS);
        throw new UsageError(
          `completion: expected one of ${known.join(', ')}, got ${JSON.stringify(shell)}${didYouMean(shell, known)}`,
        );
      }
      const operands = { challenge: ['all', ...CHALLENGES.map(({ name }) => name)] };
      process.stdout.write(script(commandTree(await whole(), operands)));
      process.exitCode = ExitCode.valid;
    });
}
