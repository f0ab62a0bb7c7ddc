import type { Command } from 'commander';
import type { CheckOptions } from '../check/check';
import { heavy } from '../heavy';
import { examples } from '../help';
import type { Declare } from './command';

export const check: Declare = (program, cli) => {
  program
    .command('check')
    .summary('is everything there that the configuration needs? Writes nothing')
    .description(
      'Looks before you start, and writes nothing: the configuration, Temporal (reachable, namespace, search attributes,\n' +
        'priorities), every credential with a harmless call, order statuses that the warehouse does not have, endpoints\n' +
        'that are switched off in Centra, and article numbers that several sizes share. All problems at once, each with\n' +
        'what to do about it.',
    )
    .option('--quick', 'leave out what takes long: the article registry')
    .addHelpText(
      'after',
      examples(['bridge check', 'everything'], ['bridge check --json | jq .problems', 'for a program']),
    )
    .action((_options: unknown, command: Command) =>
      cli.ends(heavy.check().check(command.optsWithGlobals<CheckOptions>(), cli.io)),
    );
};
