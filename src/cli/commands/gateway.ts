import { type Command, Option } from 'commander';
import { heavy } from '../heavy';
import type { GatewayRoleOptions } from '../gateway/run-gateway';
import { examples } from '../help';
import type { Declare } from './command';
import { levels } from './parsers';

export const gateway: Declare = (program, cli) => {
  program
    .command('gateway')
    .summary('the web server for webhooks and health')
    .description(
      'Runs the web server that `bridge up` has in it, and nothing else. It accepts the webhooks of Centra and Ongoing that\n' +
        'are signed as configured, hands them to Temporal, and answers 200 when Temporal has them; 503 makes the sender come\n' +
        'again. /livez and /readyz say how it is. It says on standard error which addresses to paste into both systems.',
    )
    .option('--host <address>', 'where to listen, whatever gateway.host is; 0.0.0.0: everywhere, for a container')
    .option('--metrics-host <address>', 'where /metrics listens, whatever gateway.metricsHost is; for a container')
    .addOption(new Option('--log-level <level>', 'what is logged').choices(levels).default('info'))
    .addHelpText(
      'after',
      examples(['TEMPORAL_ADDRESS=temporal.example.com:7233 bridge gateway', 'with a Temporal of your own']),
    )
    .action((_options: unknown, command: Command) =>
      cli.ends(heavy.gateway().runGateway(command.optsWithGlobals<GatewayRoleOptions>(), cli.io)),
    );
};
