import { type Command, Option } from 'commander';
import { heavy } from '../heavy';
import type { PauseOptions } from '../operator/pause';
import { examples } from '../help';
import type { Declare } from './command';
import { duration, several } from './parsers';

export const pauseAndResume: Declare = (program, cli) => {
  const declare = (verb: 'pause' | 'resume', command: Command) =>
    command
      .addOption(
        new Option('--store <id>', 'that store’s documents, in both systems; may be repeated').argParser(several),
      )
      .addOption(
        new Option('--goods-owner <id>', 'all its stores, in both systems; may be repeated').argParser(several),
      )
      .option('--reason <text>', verb === 'pause' ? 'why; recorded with your name' : 'why (optional)')
      .option('--as <name>', 'who you are (default: the name you are logged in with)')
      .addOption(
        new Option('--timeout <duration>', 'how long a worker may take to answer')
          .argParser(duration)
          .default(30_000, '30s'),
      )
      .action((_options: unknown, called: Command) =>
        cli.ends(heavy.pause().pauseOrResume(verb, called.optsWithGlobals<PauseOptions>(), cli.io)),
      );
  declare('pause', program.command('pause'))
    .summary('stop every write but cancellations, for a store or a goods owner')
    .description(
      'Stops every write but cancellations: for stock-taking, or a migration. Reading goes on and events are kept. When\n' +
        'the command ends, every process has heard of it; a call that had begun may take until its time limit.',
    )
    .addHelpText(
      'after',
      examples(
        ['bridge pause --goods-owner acme --reason "stock-taking"', 'nothing is written for acme’s stores'],
        ['bridge pause --store retail --reason "moving the shop"', 'nothing is written for one store'],
      ),
    );
  declare('resume', program.command('resume'))
    .summary('go on after a pause')
    .description('Goes on after a pause: what waited is tried now.')
    .addHelpText('after', examples(['bridge resume --goods-owner acme', 'what waited goes on']));
};
