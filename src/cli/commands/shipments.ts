import { type Command, Option } from 'commander';
import { heavy } from '../heavy';
import type { ListOptions } from '../shipments/list';
import { examples } from '../help';
import type { Declare } from './command';
import { count } from './parsers';
import { withSelection } from './selection';

export const shipments: Declare = (program, cli) => {
  withSelection(program.command('shipments'))
    .summary('list the shipments under way')
    .description(
      'Lists the shipments under way: those that a person should look at first, then by when they are due. With one of\n' +
        'the last stages (completed, cancelled, withdrawn, abandoned) also those that have ended, the latest first.\n' +
        'With --attention it ends with 4 when there are any.',
    )
    .addOption(new Option('--limit <count>', 'show at most so many').argParser(count).default(200))
    .addHelpText(
      'after',
      examples(
        ['bridge shipments --attention', 'what a person should look at'],
        ['bridge shipments --store retail --older-than 2d', 'what has been under way for two days'],
        ['bridge shipments --stage cancelled --limit 20', 'the last 20 that were cancelled'],
        ['bridge shipments --json | jq .total', 'how many there are'],
      ),
    )
    .action((_options: unknown, command: Command) =>
      cli.ends(heavy.list().listShipments(command.optsWithGlobals<ListOptions>(), cli.io)),
    );
};
