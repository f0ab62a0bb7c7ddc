import { type Command, Option } from 'commander';
import { heavy } from '../heavy';
import type { UpCommandOptions } from '../up/command';
import { examples } from '../help';
import type { Declare } from './command';
import { duration, levels } from './parsers';

export const up: Declare = (program, cli) => {
  program
    .command('up')
    .summary('run everything, on one machine')
    .description(
      'Runs everything in one process, for one machine: Temporal with its UI (unless TEMPORAL_ADDRESS or a profile names\n' +
        'another one), what `bridge setup` does, and the worker. The embedded Temporal keeps its data in `dataDir` and is\n' +
        'started again when it dies; a configured one is waited for. Stops in order on Ctrl-C or SIGTERM: what is under\n' +
        'way is finished, nothing is lost.',
    )
    .addOption(
      new Option('--grace <duration>', 'how long what is under way may take at the end')
        .argParser(duration)
        .default(25_000, '25s'),
    )
    .addOption(new Option('--log-level <level>', 'what is logged').choices(levels).default('info'))
    .option(
      '--log <file>',
      'where the JSON log lines go: a file, or stderr (default: stderr; in a terminal <dataDir>/bridge.log)',
    )
    .addHelpText(
      'after',
      examples(
        ['bridge up', 'with ./bridge.yaml'],
        ['bridge up --config staging.yaml --log stderr', 'for a service manager'],
        ['TEMPORAL_ADDRESS=temporal.example.com:7233 bridge up', 'with a Temporal of your own'],
      ),
    )
    .action((_options: unknown, command: Command) =>
      cli.ends(heavy.up().up(command.optsWithGlobals<UpCommandOptions>(), cli.io)),
    );
};
