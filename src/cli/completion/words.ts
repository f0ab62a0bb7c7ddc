import type { Command, Option } from 'commander';

/** What can be typed after the name of a command, taken from the program's own definition. */
export interface Words {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly OptionWords[];
  /** Of its first argument, where it has a list of choices. */
  readonly choices: readonly string[];
}
export interface OptionWords {
  /** `--json`, `-c`. */
  readonly names: readonly string[];
  readonly does: string;
  /** What follows it: nothing, a file, one of these, or anything. */
  readonly takes: 'nothing' | 'file' | 'folder' | 'anything' | readonly string[];
}

/** Every command with its own options and those of all commands; commands that are hidden are left out. */
export function wordsOf(program: Command): {
  readonly common: readonly OptionWords[];
  readonly commands: readonly Words[];
} {
  const help = program.createHelp();
  return {
    common: help.visibleOptions(program).map(optionWords),
    commands: help.visibleCommands(program).map((command) => ({
      name: command.name(),
      summary: command.summary() || command.description().split('\n')[0] || '',
      options: [...help.visibleOptions(command), ...globalOptions(program)].map(optionWords),
      choices:
        command.name() === 'help'
          ? help.visibleCommands(program).map((one) => one.name())
          : (command.registeredArguments[0]?.argChoices ?? []),
    })),
  };
}

/** Those of the program that stand behind a command too; `--version` does not. */
const globalOptions = (program: Command) => program.options.filter((option) => option.long !== '--version');

function optionWords(option: Option): OptionWords {
  const names = [option.long, option.short].filter((name) => name !== undefined);
  const takesValue = option.required || option.optional;
  return { names, does: option.description, takes: takesValue ? valuesOf(option) : 'nothing' };
}

function valuesOf({ argChoices, flags }: Option): OptionWords['takes'] {
  if (argChoices) return argChoices;
  if (/<file>/.test(flags)) return 'file';
  return /<(folder|dir)>/.test(flags) ? 'folder' : 'anything';
}
