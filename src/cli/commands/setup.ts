import type { Command } from 'commander';
import type { Given } from '../context';
import { heavy } from '../heavy';
import { examples, type Declare } from './command';

export const setup: Declare = (program, cli) => {
  program
    .command('setup')
    .summary('make Temporal equal to the configuration (part of `up`)')
    .description(
      'Makes Temporal equal to the configuration: search attributes, how long histories are kept, schedules, connections\n' +
        'and leases; removes schedules that are no longer configured. Safe to repeat. `bridge up` does it by itself; with\n' +
        'workers on several machines run it once after every change of the configuration.',
    )
    .addHelpText('after', examples(['bridge setup', 'say what was created, updated and removed']))
    .action((_options: unknown, command: Command) =>
      cli.ends(heavy.setup().runSetup(command.optsWithGlobals<Given>(), cli.io)),
    );
};
