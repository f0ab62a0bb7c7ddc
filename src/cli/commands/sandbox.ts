import type { Command } from 'commander';
import { heavy } from '../heavy';
import type { SandboxOptions } from '../sandbox/command';
import { examples } from '../help';
import type { Declare } from './command';

export const sandbox: Declare = (program, cli) => {
  program
    .command('sandbox')
    .summary('see it work: two simulators, the bridge, and a dozen stories')
    .description(
      'Starts simulators of Centra and Ongoing, a Temporal of its own and the bridge between them, and plays a dozen\n' +
        'stories: what goes its quiet way, and what may go differently. It then goes on with a little life, for you to try\n' +
        'the other commands. Nothing leaves this machine.',
    )
    .option('--until-done', 'end when all stories have, with a summary; exit code 1 when one did not end as told')
    .option('--story <name>', 'only the stories whose names contain this')
    .option('--dir <folder>', 'where everything is kept (emptied at the start)', 'data/sandbox')
    .option('--keep', 'go on with what an earlier run has left')
    .addHelpText(
      'after',
      examples(
        ['bridge sandbox', 'watch, then try the other commands beside it'],
        ['bridge sandbox --until-done', 'does everything work on this machine?'],
        ['bridge sandbox --story capture', 'only those about capturing'],
      ),
    )
    .action((_options: unknown, command: Command) =>
      cli.ends(heavy.sandbox().sandbox(command.optsWithGlobals<SandboxOptions>(), cli.io)),
    );
};
