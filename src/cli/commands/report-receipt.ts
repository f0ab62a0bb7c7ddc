import { type Command, Option } from 'commander';
import { heavy } from '../heavy';
import type { ActOptions } from '../operator/act';
import { examples } from '../help';
import type { Declare } from './command';
import { duration } from './parsers';

export const reportReceipt: Declare = (program, cli) => {
  program
    .command('report-receipt')
    .argument('<ids...>', 'purchase orders (purchase-order/acme/957-1, acme/957-1, or 957-1)')
    .summary('report what has been received of a purchase order now')
    .description(
      'Tells Centra what the warehouse has received of a purchase order so far: early, or where the warehouse never says\n' +
        'that it has finished. Once in a delivery’s life: what comes later belongs to the delivery that Centra makes of the\n' +
        'rest. What nothing was received of is not reported (`bridge shipment ID` offers `report-nothing` when it is asked).',
    )
    .option('--reason <text>', 'why; recorded with your name')
    .option('--as <name>', 'who you are (default: the name you are logged in with)')
    .option('--dry-run', 'say what would happen, and do nothing')
    .addOption(
      new Option('--timeout <duration>', 'how long a worker may take to answer')
        .argParser(duration)
        .default(15_000, '15s'),
    )
    .addHelpText(
      'after',
      examples(['bridge report-receipt acme/957-1 --reason "the last box is missing"', 'what has come so far']),
    )
    .action((ids: string[], _options: unknown, command: Command) =>
      cli.ends(heavy.reportReceipt().reportReceipt(ids, command.optsWithGlobals<ActOptions>(), cli.io)),
    );
};
