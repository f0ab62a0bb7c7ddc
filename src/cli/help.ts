import type { AddHelpTextContext, Command } from 'commander';
import { fold } from './fold';

/** How wide help is where nobody says. Lines that are much longer are hard to read on a wide terminal, too. */
const widest = 100;
const usual = 80;

/** For help: as wide as the terminal, and not too wide. */
export const helpWidth = (columns: number | undefined): number => Math.min(columns ?? usual, widest);

/**
 * A text of paragraphs and lists, folded. The lines of a paragraph run together; a line that begins with two blanks is a
 * list's item, `  articles    the article registry`, and goes on below its second column.
 */
export function foldText(text: string, width: number): string {
  const paragraphs: string[] = [];
  for (const line of text.split('\n')) {
    const last = paragraphs.at(-1);
    if (last === undefined || last === '' || line === '' || line.startsWith('  ') || last.startsWith('  ')) {
      paragraphs.push(line);
    } else paragraphs[paragraphs.length - 1] = `${last} ${line}`;
  }
  return paragraphs.map((paragraph) => foldItem(paragraph, width)).join('\n');
}

function foldItem(text: string, width: number): string {
  const [, start = '', rest = ''] = /^( {2,}\S+ {2,})(.*)$/.exec(text) ?? [];
  return start === '' ? fold(text, width) : start + fold(rest, width - start.length, start.length);
}

/** A command line, and what it does. */
export type Example = readonly [commandLine: string, does: string];

/** What stands below a command's options: `Examples:`, in lines no longer than the terminal is wide. */
export function examples(...lines: readonly Example[]): (context: AddHelpTextContext) => string {
  return ({ command, error }) => `\nExamples:\n${exampleLines(lines, widthFor(command, error))}`;
}

/** @param width of the whole line */
export function exampleLines(lines: readonly Example[], width: number): string {
  const column = Math.max(...lines.map(([commandLine]) => commandLine.length));
  const indent = 2 + column + 2;
  const besides = indent <= width / 2 || lines.every(([, does]) => indent + does.length <= width);
  return lines
    .map(([commandLine, does]) => {
      if (besides) return `  ${commandLine.padEnd(column)}  ${fold(does, width - indent, indent)}`.trimEnd();
      return [
        `  ${foldCommand(commandLine, width - 4)}`,
        ...(does === '' ? [] : [`      ${fold(does, width - 6, 6)}`]),
      ];
    })
    .flat()
    .join('\n');
}

/** Folded before its options, so that it can be copied as it stands. */
function foldCommand(commandLine: string, width: number): string {
  const lines: string[] = [];
  for (const part of commandLine.split(/ (?=--?[a-z])/)) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + part.length > width) lines.push(part);
    else lines[lines.length - 1] = `${last} ${part}`;
  }
  return lines.join(' \\\n    ');
}

/** What stands at the end of a help page. */
export const folded =
  (text: string) =>
  ({ command, error }: AddHelpTextContext): string =>
    foldText(text, widthFor(command, error));

function widthFor(command: Command, error: boolean): number {
  const output = command.configureOutput();
  return (error ? output.getErrHelpWidth?.() : output.getOutHelpWidth?.()) ?? usual;
}
