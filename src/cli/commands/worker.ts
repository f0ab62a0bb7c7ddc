import { type Command, Option } from 'commander';
import { heavy } from '../heavy';
import type { WorkerRoleOptions } from '../worker/run-worker';
import { examples } from '../help';
import type { Declare } from './command';
import { duration, levels, port } from './parsers';

export const worker: Declare = (program, cli) => {
  program
    .command('worker')
    .summary('a worker, for several machines')
    .description(
      'Runs the worker that `bridge up` has in it, and nothing else: several of them, on several machines, share the\n' +
        'work. Each goods owner is served by one of them at a time; when it dies, another one takes over. Temporal is the\n' +
        'one that TEMPORAL_ADDRESS names, else that of a running `bridge up`; while it is away, the worker waits. Run\n' +
        '`bridge setup` after every change of the configuration. The log is on standard error, as JSON lines.',
    )
    .option('--build-id <id>', 'worker versioning: the build of deployment `bridge` that this is')
    .addOption(
      new Option('--port <number>', 'serve /livez, /readyz and /metrics there; without it, no port').argParser(port),
    )
    .option('--host <address>', 'where that port listens; 0.0.0.0: everywhere, for a container', '127.0.0.1')
    .addOption(
      new Option('--grace <duration>', 'how long what is under way may take at the end')
        .argParser(duration)
        .default(25_000, '25s'),
    )
    .addOption(new Option('--log-level <level>', 'what is logged').choices(levels).default('info'))
    .addHelpText(
      'after',
      examples(
        ['TEMPORAL_ADDRESS=temporal.example.com:7233 bridge worker', 'with a Temporal of your own'],
        ['bridge worker --port 9465', 'with health and metrics'],
        ['bridge worker --build-id 2026-03-01', 'one of several builds that run side by side'],
      ),
    )
    .action((_options: unknown, command: Command) =>
      cli.ends(heavy.worker().runWorker(command.optsWithGlobals<WorkerRoleOptions>(), cli.io)),
    );
};
