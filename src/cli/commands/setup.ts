import type { Command } from 'commander';
import { heavy } from '../heavy';
import type { SetupOptions } from '../setup/run-setup';
import { examples } from '../help';
import type { Declare } from './command';

export const setup: Declare = (program, cli) => {
  program
    .command('setup')
    .summary('make Temporal equal to the configuration (part of `up`)')
    .description(
      'Makes Temporal equal to the configuration: search attributes, how long histories are kept, schedules, connections\n' +
        'and leases; removes schedules that are no longer configured. Safe to repeat. `bridge up` does it by itself; with\n' +
        'workers on several machines run it once after every change of the configuration.',
    )
    .option('--create-namespace', 'make the namespace first, where the server does not have it')
    .option('--current-build <id>', 'give the work to the workers with this --build-id; none: to those without one')
    .addHelpText(
      'after',
      examples(
        ['bridge setup', 'say what was created, updated and removed'],
        ['bridge setup --create-namespace', 'on a Temporal that nobody has used yet'],
        ['bridge setup --current-build 2026-03-01', 'when `bridge worker --build-id 2026-03-01` runs'],
      ),
    )
    .action((_options: unknown, command: Command) =>
      cli.ends(heavy.setup().runSetup(command.optsWithGlobals<SetupOptions>(), cli.io)),
    );
};
