import { Command, CommanderError } from 'commander';
import { commands } from './commands';
import type { Cli } from './commands/command';
import { exit, type ExitCode } from './exit';
import { failureOf } from './failure';
import type { Io } from './io';
import { versionOf } from './version';

/** Runs `bridge` with these arguments; everything that goes wrong becomes sentences and an exit code. */
export async function run(args: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = exit.fine;
  const cli: Cli = {
    io,
    async ends(work) {
      code = await work;
    },
  };
  try {
    await createProgram(cli).parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    // Commander has said what is wrong, or has shown the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exit.fine : exit.usage;
    const failure = failureOf(error);
    io.err(`bridge: ${failure.message}\n`);
    return failure.code;
  }
}

function createProgram(cli: Cli): Command {
  const program = new Command('bridge')
    .description('The bridge between Centra stores and an Ongoing warehouse, durable on Temporal.')
    .version(versionOf(), '-V, --version', 'say which version this is')
    .option('-c, --config <file>', 'the configuration (default: BRIDGE_CONFIG, else ./bridge.yaml)')
    .option('--json', 'one JSON document on standard output; messages stay on standard error')
    .helpOption('-h, --help', 'say what a command does, with examples')
    .helpCommand('help [command]', 'the same')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: cli.io.out,
      writeErr: cli.io.err,
      getOutHasColors: () => cli.io.colours.out,
      getErrHasColors: () => cli.io.colours.err,
    })
    .addHelpText('after', ending)
    .exitOverride();
  for (const declare of commands) declare(program, cli);
  for (const command of program.commands) command.addHelpText('after', `\n${exitCodes}\nRead more: docs/operating.md`);
  return program;
}

const exitCodes = `Exit codes: 0 fine, 1 failed, 2 wrong usage or configuration, 3 a remote system refused or is down,
4 differences, refusals or attention found; of several the smallest.`;

const ending = `
Begin with:
  bridge simulators              Centra and Ongoing, simulated on this machine, and a bridge.yaml for them
  bridge check                   is everything there that the configuration needs?
  bridge up                      run it
  bridge shipments --attention   what a person should look at

${exitCodes}`;
