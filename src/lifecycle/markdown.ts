/** Lines of a table as Temporal's UI shows it. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(heads), `|${heads.map(() => ' --- |').join('')}`, ...rows.map(line)];
}

/** Other systems' words stand in it: they must not end a cell or begin a paragraph. */
const cell = (text: string) => plain(text).replaceAll('|', '\\|');
export const plain = (text: string) => text.replaceAll(/\s*\n\s*/g, ' ').replaceAll('<', '&lt;');
