import type { Command } from 'commander';
import { heavy } from '../heavy';
import type { ReplayCommandOptions } from '../replay/run-replay';
import { examples } from '../help';
import type { Declare } from './command';
import { count } from './parsers';

export const replay: Declare = (program, cli) => {
  program
    .command('replay')
    .summary('whether this build can go on with the workflows that run now; changes nothing')
    .description(
      'Before a new build is deployed: fetches what has happened to the workflows that run, and runs the workflows of\n' +
        'this build against it. Shipments outlive deployments; a build that would decide differently about what it has\n' +
        'done already cannot go on with them, and would leave them standing until another build is deployed. Names each\n' +
        'of them, with the reason. It calls neither Centra nor Ongoing, and changes nothing in Temporal.\n\n' +
        'It ends with 1 when there is one. Progress is told on standard error.',
    )
    .option('--query <query>', "only these, in Temporal's query language, closed ones too (default: all that run)")
    .option('--limit <count>', 'at most so many', count)
    .addHelpText(
      'after',
      examples(
        ['bridge replay', 'everything that runs'],
        [`bridge replay --query "Store = 'retail'" --limit 500`, 'a part of it, also what has ended'],
        ['bridge replay --json | jq -r .failed[].id', 'for a program'],
      ),
    )
    .action((_options: unknown, command: Command) =>
      cli.ends(heavy.replay().replay(command.optsWithGlobals<ReplayCommandOptions>(), cli.io)),
    );
};
