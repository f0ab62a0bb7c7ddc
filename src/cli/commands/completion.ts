import { Argument, type Command } from 'commander';
import { completionScript, shells, type Shell } from '../completion/scripts';
import { wordsOf } from '../completion/words';
import { exit } from '../exit';
import { createOutput } from '../output';
import { examples } from '../help';
import type { Declare } from './command';

export const completion: Declare = (program, cli) => {
  program
    .command('completion')
    .addArgument(new Argument('<shell>', 'which shell').choices(shells))
    .summary('print what makes a shell complete commands and options')
    .description(
      'Prints a script for your shell. It knows the commands and options of this version: print it again after an upgrade.',
    )
    .addHelpText(
      'after',
      examples(
        ['source <(bridge completion bash)', 'in ~/.bashrc'],
        ['source <(bridge completion zsh)', 'in ~/.zshrc, after compinit'],
        ['bridge completion fish > ~/.config/fish/completions/bridge.fish', 'once'],
      ),
    )
    .action((shell: Shell, _options: unknown, command: Command) => {
      const script = completionScript(shell, wordsOf(program));
      createOutput(command.optsWithGlobals<{ json?: boolean }>(), cli.io).data({ shell, script }, () => script);
      return cli.ends(Promise.resolve(exit.fine));
    });
};
