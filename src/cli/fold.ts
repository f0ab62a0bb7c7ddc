/** Narrower than this, folding makes nothing better. */
const narrowest = 20;

/**
 * Folds a text at its blanks.
 *
 * @param width the room of every line, its indent not counted
 * @param indent blanks before every line but the first
 */
export function fold(text: string, width: number, indent = 0): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > Math.max(narrowest, width)) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join(`\n${' '.repeat(indent)}`);
}

/** Sentences for a terminal, folded line by line. What is indented stands as it is: it may be there to be copied. */
export const foldSentences = (text: string, width: number): string =>
  text
    .split('\n')
    .map((line) => (line.startsWith(' ') ? line : fold(line, width)))
    .join('\n');
