import { Argument, type Command } from 'commander';
import { heavy } from '../heavy';
import { syncJobs, type SyncJob, type SyncOptions } from '../sync/job';
import { examples } from '../help';
import type { Declare } from './command';

export const sync: Declare = (program, cli) => {
  program
    .command('sync')
    .addArgument(new Argument('<job>', 'what to run').choices(syncJobs))
    .summary('run a schedule’s job now and wait for its result')
    .description(
      'Runs a schedule’s job now and waits for its result:\n' +
        '  articles          the article registry, from Centra to Ongoing (each goods owner)\n' +
        '  stock             what is there, from Ongoing to Centra, and what is available, back (each goods owner)\n' +
        '  shipments         what Centra has ready: starts new shipments, tells those that changed (each store)\n' +
        '  orders            the open orders, where they are imported as a whole (each store)\n' +
        '  warehouse         what changed in Ongoing: tells the shipments and orders concerned (each goods owner)\n' +
        '  purchase-orders   what suppliers send and the warehouse has received (each goods owner)\n' +
        '  returns           what came back to the warehouse: reports it to Centra (each goods owner)\n' +
        '  sweep             all open orders in Ongoing, and what ended lately (each goods owner)\n' +
        '  alerts            what needs a person: tells the targets of `alerts` what is new\n' +
        'A run that is under way already ends first. With records that were refused it ends with 4.',
    )
    .option('--store <id>', 'only this store; for warehouse, returns and sweep: its goods owner')
    .option('--goods-owner <id>', 'only this goods owner; for shipments and orders: all its stores')
    .addHelpText(
      'after',
      examples(
        ['bridge sync shipments --store retail', 'fetch what is ready in one store'],
        ['bridge sync warehouse', 'what has the warehouse done?'],
      ),
    )
    .action((job: SyncJob, _options: unknown, command: Command) =>
      cli.ends(heavy.sync().runSync(job, command.optsWithGlobals<SyncOptions>(), cli.io)),
    );
};
