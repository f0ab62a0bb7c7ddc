import { type Command, Option } from 'commander';
import { heavy } from '../heavy';
import type { OperatorAction } from '../../lifecycle/words';
import type { ActOptions } from '../operator/act';
import { examples } from '../help';
import type { Declare } from './command';
import { duration, number } from './parsers';
import { withSelection } from './selection';

interface Words {
  readonly summary: string;
  readonly description: string;
  readonly examples: readonly (readonly [string, string])[];
}

/** The operator's actions, in the order of a life. */
const actions: Readonly<Record<OperatorAction, Words>> = {
  retry: {
    summary: 'try again now what was refused or put off',
    description:
      'Tries again, now, what was refused or put off. Time limits start anew. For a connection: probes it now.',
    examples: [
      ['bridge retry retail/83651-1', 'one shipment'],
      ['bridge retry --attention order-refused --store retail', 'all that Ongoing refused, and how many that are'],
      ['bridge retry connection/acme', 'does Ongoing work again?'],
    ],
  },
  cancel: {
    summary: 'no goods leave for it: cancel its order in Ongoing',
    description:
      'Cancels the order in Ongoing, where the warehouse has not shipped it. The order in Centra is not touched.',
    examples: [['bridge cancel retail/83651-1 --reason "fraud"', 'one shipment']],
  },
  complete: {
    summary: 'report it to Centra now, as it is',
    description:
      'Reports the shipment to Centra now, short picks (quantities are lowered first where Centra allows it) and missing\n' +
      'waybills included.',
    examples: [
      ['bridge complete retail/83651-1 --reason "collected in the shop"', 'without a waybill'],
      ['bridge complete retail/83651-1 --tracking UA65456546 --carrier PostNord --reason "by telephone"', 'with one'],
    ],
  },
  hold: {
    summary: 'stop every write for it but a cancellation',
    description:
      'Stops every write for it but a cancellation. Reading goes on; after `attentionAfter.hold` a person is asked.',
    examples: [['bridge hold retail/83651-1 --reason "the customer calls back"', 'one shipment']],
  },
  release: {
    summary: 'let a held one go on',
    description: 'Lets a held shipment go on.',
    examples: [['bridge release --stage held --store retail --yes', 'all that are held in one store']],
  },
  resolve: {
    summary: 'answer what is asked, with --choice',
    description: 'Answers what a person is asked. `bridge shipment ID` shows the choices and what they mean.',
    examples: [
      ['bridge resolve retail/83651-1 --choice refund --reason "sold out"', 'a short pick'],
      ['bridge resolve connection/retail --choice believe-it --reason "a cleared shop"', 'a list that has shrunk'],
    ],
  },
  abandon: {
    summary: 'let it go: nothing more is written for it',
    description:
      'Writes nothing more to either system for it. An order that lives in the warehouse lives on. It ends when Centra no\n' +
      'longer offers the shipment: until then it must not start again.',
    examples: [['bridge abandon retail/83651-1 --reason "handled by hand"', 'one shipment']],
  },
};

/** Retrying and releasing explain themselves. */
const reasonOptional = new Set<string>(['retry', 'release'] satisfies OperatorAction[]);

export const operator: Declare = (program, cli) => {
  for (const [action, words] of Object.entries(actions) as [OperatorAction, Words][]) {
    const command = program
      .command(action)
      .argument('[ids...]', 'shipments (retail/83651-1, or 83651-1); or choose them with the options below')
      .summary(words.summary)
      .description(words.description);
    const why = reasonOptional.has(action) ? 'why (optional)' : 'why; recorded with your name';
    command.option('--reason <text>', why);
    command.option('--as <name>', 'who you are (default: the name you are logged in with)');
    if (action === 'resolve') command.option('--choice <choice>', 'one of the choices that are offered');
    if (action === 'complete') {
      command.option('--tracking <waybill>', 'the waybill to report');
      command.option('--carrier <name>', 'the carrier to report');
    }
    command.option('--dry-run', 'say what would happen, and do nothing');
    command.option('-y, --yes', 'do it without asking when the options choose several');
    command.addOption(
      new Option('--expect <count>', 'do it, without asking, if exactly so many are chosen').argParser(number),
    );
    command.option('--request-id <text>', 'the same command again with the same text does nothing twice');
    withSelection(command)
      .addOption(
        new Option('--timeout <duration>', 'how long a worker may take to answer')
          .argParser(duration)
          .default(15_000, '15s'),
      )
      .addHelpText('after', examples(...words.examples))
      .action((ids: string[], _options: unknown, called: Command) =>
        cli.ends(heavy.operate().act(action, ids, called.optsWithGlobals<ActOptions>(), cli.io)),
      );
  }
};
