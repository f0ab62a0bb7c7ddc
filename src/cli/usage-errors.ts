import { nearest } from '../nearest';

/** Commander's words for a wrong command line, as ours: who speaks, and which of the allowed words was meant. */
export function usageError(text: string): string {
  return text
    .replace(/^error: /, 'bridge: ')
    .replace(wrongOption, (_all, option: string, value: string, choices: string) => none(option, value, choices))
    .replace(wrongArgument, (_all, value: string, name: string, choices: string) => none(name, value, choices));
}

const wrongOption = /option '(?:-\w, )?(--[\w-]+)[^']*' argument '([^']*)' is invalid\. Allowed choices are (.*)\./;
const wrongArgument = /command-argument value '([^']*)' is invalid for argument '([^']*)'\. Allowed choices are (.*)\./;

function none(what: string, value: string, choices: string): string {
  const near = nearest(value, choices.split(', '));
  return `there is no ${what} '${value}'. ${near ? `Did you mean ${near}? ` : ''}There are ${choices}.`;
}
