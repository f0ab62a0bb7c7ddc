import type { Argument, Command, Option } from 'commander';
import { attentions } from '../../lifecycle/words';

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
  /** It may stand without what it takes. */
  readonly isOptional: boolean;
}
export interface AllWords {
  readonly common: readonly OptionWords[];
  readonly commands: readonly Words[];
}

/** Every command with its own options and those of all commands; commands that are hidden are left out. */
export function wordsOf(program: Command): AllWords {
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
          : choicesOf(command.registeredArguments[0]),
    })),
  };
}

/** Those of the program that stand behind a command too; `--version` does not. */
const globalOptions = (program: Command) => program.options.filter((option) => option.long !== '--version');

const choicesOf = (argument: Argument | undefined): readonly string[] => argument?.argChoices ?? [];

function optionWords(option: Option): OptionWords {
  const names = [option.long, option.short].filter((name) => name !== undefined);
  const takesValue = option.required || option.optional;
  const takes = takesValue ? valuesOf(option) : 'nothing';
  return { names, does: option.description, takes, isOptional: option.optional };
}

function valuesOf({ argChoices, flags, long }: Option): OptionWords['takes'] {
  if (argChoices) return argChoices;
  if (long === '--attention') return attentions;
  if (/<file>/.test(flags)) return 'file';
  return /<(folder|dir)>/.test(flags) ? 'folder' : 'anything';
}

/** The names of the options that a value must follow. */
export const valued = (options: readonly OptionWords[]): readonly string[] =>
  options.filter(({ takes, isOptional }) => takes !== 'nothing' && !isOptional).flatMap(({ names }) => names);

export const namesOf = (options: readonly OptionWords[]): readonly string[] => options.flatMap(({ names }) => names);

/** For single quotes of a shell. */
export const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
