import { Argument, type Command } from 'commander';
import { heavy } from '../heavy';
import { previewKinds, type PreviewKind, type PreviewOptions } from '../preview/options';
import { examples } from '../help';
import type { Declare } from './command';

export const preview: Declare = (program, cli) => {
  program
    .command('preview')
    .addArgument(new Argument('<kind>', 'what to map').choices(previewKinds))
    .argument(
      '[id]',
      'shipment 83651-1 (or order 83651, where orders are imported); stock item, EAN, SKU or article number; supplier delivery 957-1',
    )
    .summary('what Centra’s record becomes in Ongoing, and what a changed configuration makes of it; writes nothing')
    .description(
      'Reads a shipment, an article or a supplier delivery from Centra, maps it, and shows the document that Ongoing would\n' +
        'get, or why it would get none. Asks neither Ongoing nor Temporal, and writes nothing.\n\n' +
        'With --config it maps with that file and shows, field by field, how the document differs from the one of the\n' +
        'current configuration: BRIDGE_CONFIG, else ./bridge.yaml, or what --against names. So put the changed settings in\n' +
        'a second file and leave bridge.yaml as it is. Orders that are in the warehouse already keep their numbers, and a\n' +
        'changed configuration does not write them again.\n\n' +
        'With --all everything that is open now (good-to-go shipments, the article registry, deliveries that wait) is\n' +
        'mapped, and counted: how many documents change, in which fields, and how many are left out or cannot be mapped.\n' +
        'It shows ids, names of fields and counts only. The document of a single shipment shows its customer’s address.\n\n' +
        'It ends with 4 when something cannot be mapped, also where it could not be before.',
    )
    .option('--store <id>', 'the store in Centra (may be left out where there is only one)')
    .option('--against <file>', 'the configuration to compare with (default: BRIDGE_CONFIG, else ./bridge.yaml)')
    .option('--all', 'everything that is open now, in place of one id')
    .addHelpText(
      'after',
      examples(
        ['bridge preview shipment 83651-1 --store retail', 'the order that Ongoing gets'],
        ['bridge preview shipment 83651-1 --store retail --config new.yaml', 'and what new.yaml changes in it'],
        [
          'bridge preview shipment --all --store retail --config new.yaml',
          'how many open shipments would change, and where',
        ],
        ['bridge preview article 7300000000015 --json | jq .document', 'for a program'],
      ),
    )
    .action((kind: PreviewKind, id: string | undefined, _options: unknown, command: Command) =>
      cli.ends(heavy.preview().preview(kind, id, command.optsWithGlobals<PreviewOptions>(), cli.io)),
    );
};
