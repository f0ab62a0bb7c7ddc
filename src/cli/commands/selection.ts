import { type Command, Option } from 'commander';
import { shipmentStages } from '../../lifecycle/words';
import { attention, duration } from './parsers';

/** The options that choose shipments, the same wherever shipments are chosen. */
export const withSelection = (command: Command): Command =>
  command
    .addOption(
      new Option(
        '--attention [kind]',
        'only those that a person should look at, for any reason or for this one',
      ).argParser(attention),
    )
    .option('--store <id>', 'only those of this store')
    .addOption(new Option('--stage <stage>', 'only those that stand there').choices(shipmentStages))
    .addOption(
      new Option('--older-than <duration>', 'only those that began longer ago, for instance 2h').argParser(duration),
    )
    .option(
      '--query <query>',
      'only those that this Temporal visibility query finds, for instance "OrderNumber = \'83651\'"',
    );
