import type { Command } from 'commander';
import type { Given } from '../context';
import { heavy } from '../heavy';
import { examples } from '../help';
import type { Declare } from './command';

export const testAlert: Declare = (program, cli) => {
  program
    .command('test-alert')
    .summary('post a test to every target of `alerts`')
    .description(
      'Posts a message that says that it is a test to every target of `alerts`, once, and says who took it. It asks\n' +
        'neither Temporal nor the two systems. When one took nothing it ends with 3.',
    )
    .addHelpText('after', examples(['bridge test-alert', 'do alerts arrive?']))
    .action((_options: unknown, command: Command) =>
      cli.ends(heavy.testAlert().runTestAlert(command.optsWithGlobals<Given>(), cli.io)),
    );
};
