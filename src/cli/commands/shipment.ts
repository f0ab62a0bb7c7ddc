import { type Command, Option } from 'commander';
import { heavy } from '../heavy';
import type { ShowOptions } from '../shipments/show';
import { examples } from '../help';
import type { Declare } from './command';
import { duration } from './parsers';

export const shipment: Declare = (program, cli) => {
  program
    .command('shipment')
    .argument(
      '<id>',
      'retail/83651-1, or 83651-1 where that is unambiguous; acme/957-1, a purchase order; or connection/retail',
    )
    .summary('one shipment: where it is, what it waits for, what may be done')
    .description(
      'Shows one shipment, under way or ended: where it is, what it waits for and since when, what happens next and\n' +
        'when, what an operator may do now (and why not), and its timeline. Also shows purchase orders, returns, and a connection.',
    )
    .option('--all', 'the whole timeline, also where it is long (--json has all of it)')
    .addOption(
      new Option('--timeout <duration>', 'how long a worker may take to answer')
        .argParser(duration)
        .default(15_000, '15s'),
    )
    .addHelpText(
      'after',
      examples(
        ['bridge shipment 83651-1', 'the one shipment of this name'],
        ['bridge shipment retail/83651-1 --json', 'everything that is known of it'],
        ['bridge shipment return/acme/50161/0', 'what came back of order 50161 in Ongoing'],
        ['bridge shipment connection/retail', 'the connection to the store: works, waits or is paused'],
      ),
    )
    .action((id: string, _options: unknown, command: Command) =>
      cli.ends(heavy.show().show(id, command.optsWithGlobals<ShowOptions>(), cli.io)),
    );
};
