import { Command, CommanderError } from 'commander';
import { commands } from './commands';
import type { Cli } from './commands/command';
import { exit, type ExitCode } from './exit';
import { failureOf } from './failure';
import { foldSentences } from './fold';
import { exampleLines, folded, foldText, helpWidth } from './help';
import type { Io } from './io';
import { errWidth } from './output';
import { usageError } from './usage-errors';
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
    io.err(`${foldSentences(`bridge: ${failure.message}`, errWidth(io))}\n`);
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
    .helpCommand(false)
    .configureHelp({ showGlobalOptions: true, boxWrap: foldText })
    .configureOutput({
      writeOut: cli.io.out,
      writeErr: cli.io.err,
      getOutHelpWidth: () => helpWidth(cli.io.columns),
      getErrHelpWidth: () => helpWidth(cli.io.errColumns),
      getOutHasColors: () => cli.io.colours.out,
      getErrHasColors: () => cli.io.colours.err,
      outputError: (text, write) => write(foldSentences(usageError(text), errWidth(cli.io))),
    })
    .addHelpText('after', ({ error }) => {
      const width = helpWidth(error ? cli.io.errColumns : cli.io.columns);
      return `\nBegin with:\n${exampleLines(beginWith, width)}\n\n${foldText(exitCodes, width)}`;
    })
    .showHelpAfterError('`bridge --help` names every command.')
    .exitOverride();
  for (const declare of commands) declare(program, cli);
  for (const command of program.commands) {
    command
      .addHelpText('after', folded(`\n${exitCodes}\n\nRead more: docs/operating.md`))
      .showHelpAfterError(`\`bridge ${command.name()} --help\` says what it takes, with examples.`);
  }
  return program;
}

const exitCodes =
  'Exit codes: 0 fine, 1 failed, 2 wrong usage or configuration, 3 a remote system refused or is down, 4 differences, refusals or attention found; of several the smallest.';

const beginWith = [
  ['bridge simulators', 'Centra and Ongoing, simulated on this machine, and a bridge.yaml for them'],
  ['bridge check', 'is everything there that the configuration needs?'],
  ['bridge up', 'run it'],
  ['bridge shipments --attention', 'what a person should look at'],
] as const;
