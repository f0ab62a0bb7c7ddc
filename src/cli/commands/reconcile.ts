import { type Command, Option } from 'commander';
import { heavy } from '../heavy';
import { reconcileParts, type ReconcileOptions } from '../reconcile/options';
import { examples } from '../help';
import type { Declare } from './command';

export const reconcile: Declare = (program, cli) => {
  program
    .command('reconcile')
    .summary('the two systems side by side: what is in one and not in the other, and why; writes nothing')
    .description(
      'Reads both systems, compares them, and names what they do not agree about, each with the reason where it is known:\n' +
        '  shipments    good-to-go in Centra, and orders in Ongoing: one without the other, completed on one side only\n' +
        '  articles     missing in Ongoing, or different\n' +
        '  stock        other figures in Centra than Ongoing has\n' +
        '  deliveries   supplier deliveries and purchase orders: one without the other, receipts that were not reported\n' +
        '  returns      what came back and was not reported\n\n' +
        'The sums are printed: every shipment, order, article … is in exactly one state, and the states add up to what\n' +
        'each system counts. What looks different is read a second time before it is named, because both systems change\n' +
        'meanwhile. It runs as the workflow reconcile/<goods owner> in a worker, behind everything that moves goods; its\n' +
        'progress is told on standard error.\n\n' +
        'Named beside the differences, and no difference: what is under way (an import, a report, what the next run\n' +
        'takes up), and what somebody wants so (on hold, filtered out, before `importFrom`, held, paused), which has\n' +
        '`"expected": true` in JSON. At most 200 of a kind are named; the counts have all of them.\n\n' +
        'It ends with 4 when there are differences; with --strict also when there is something that somebody wants so.',
    )
    .option('--goods-owner <id>', 'only this goods owner')
    .addOption(new Option('--only <parts...>', 'only these parts').choices(reconcileParts))
    .option('--strict', 'what somebody wants so is a difference too')
    .addHelpText(
      'after',
      examples(
        ['bridge reconcile', 'everything that is configured'],
        ['bridge reconcile --only shipments --goods-owner acme', 'only shipments and orders of one goods owner'],
        ['bridge reconcile --json | jq .counts.sums', 'the sums, for a program'],
      ),
    )
    .action((_options: unknown, command: Command) =>
      cli.ends(heavy.reconcile().reconcile(command.optsWithGlobals<ReconcileOptions>(), cli.io)),
    );
};
