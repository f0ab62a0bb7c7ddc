import { type Command, Option } from 'commander';
import { heavy } from '../heavy';
import type { SimulatorsOptions } from '../simulators/run-simulators';
import { examples } from '../help';
import type { Declare } from './command';
import { port } from './parsers';

export const simulators: Declare = (program, cli) => {
  program
    .command('simulators')
    .summary('Centra and Ongoing, simulated on this machine')
    .description(
      'Runs simulators of Centra (two stores) and Ongoing (one goods owner) until it is stopped. On standard output: a\n' +
        'bridge.yaml that fits. They keep what happens in a file. No network but this machine’s is used.',
    )
    .option(
      '--host <address>',
      'where to listen; 0.0.0.0: everywhere (the control API answers this machine only)',
      '127.0.0.1',
    )
    .addOption(new Option('--port <port>', 'where to listen; 0: any free one').argParser(port).default(8090))
    .option('--data <file>', 'where everything is kept', 'data/simulators.jsonl')
    .option('--life', 'an order arrives now and then, and the warehouse picks and ships by itself')
    .addHelpText(
      'after',
      examples(
        ['bridge simulators > bridge.yaml', 'then, elsewhere: bridge up'],
        ['bridge simulators --port 0 --data /tmp/try.jsonl --json', 'for a program'],
      ),
    )
    .action((_options: unknown, command: Command) =>
      cli.ends(heavy.simulators().runSimulators(command.optsWithGlobals<SimulatorsOptions>(), cli.io)),
    );
};
