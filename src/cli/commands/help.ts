import type { Command } from 'commander';
import { nearest } from '../../nearest';
import { exit, wrongUsage } from '../exit';
import { examples } from '../help';
import type { Declare } from './command';

export const help: Declare = (program, cli) => {
  program
    .command('help')
    .argument('[command]', 'which one; without it, all are named')
    .summary('say what a command does, with examples')
    .description('Says what a command does, as `bridge COMMAND --help` does.')
    .addHelpText('after', examples(['bridge help resolve', 'how to answer what is asked']))
    .action((name: string | undefined) => {
      commandOf(program, name).outputHelp();
      return cli.ends(Promise.resolve(exit.fine));
    });
};

function commandOf(program: Command, name: string | undefined): Command {
  if (name === undefined) return program;
  const found = program.commands.find((command) => command.name() === name);
  if (found) return found;
  const near = nearest(
    name,
    program.commands.map((command) => command.name()),
  );
  throw wrongUsage(`there is no command ${name}${near ? `; did you mean ${near}?` : ': `bridge --help` names all'}`);
}
