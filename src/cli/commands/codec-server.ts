import { type Command, Option } from 'commander';
import type { CodecServerRoleOptions } from '../codec-server/run-codec-server';
import { heavy } from '../heavy';
import { examples } from '../help';
import type { Declare } from './command';
import { levels, port } from './parsers';

export const codecServer: Declare = (program, cli) => {
  program
    .command('codec-server')
    .summary("lets Temporal's UI and command line read what is encrypted")
    .description(
      "With `encryption.keys`, Temporal's own tools show nothing but which key was used. They can ask this server, which\n" +
        'has the keys: `encryption.codecServer` says on which port, who may ask (token), and from which pages (origins).\n' +
        'It needs no Temporal, and keeps it in the log that somebody asked, never what for. Other machines reach it through\n' +
        'a reverse proxy with TLS, like the UI itself.',
    )
    .option('--port <port>', 'listen here (default: encryption.codecServer.port, 8081)', port)
    .option('--host <address>', 'listen at this address (default: encryption.codecServer.host, 127.0.0.1)')
    .addOption(new Option('--log-level <level>', 'what is logged').choices(levels).default('info'))
    .addHelpText(
      'after',
      examples(
        ['bridge codec-server', 'as configured'],
        [
          "temporal workflow show -w shipment/retail/83651-1 --codec-endpoint http://127.0.0.1:8081 --codec-auth 'Bearer TOKEN'",
          "Temporal's command line, with it",
        ],
      ),
    )
    .action((_options: unknown, command: Command) =>
      cli.ends(heavy.codecServer().runCodecServer(command.optsWithGlobals<CodecServerRoleOptions>(), cli.io)),
    );
};
