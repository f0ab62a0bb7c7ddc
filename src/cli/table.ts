import { fold } from './fold';
import type { Paint, Style } from './output';

/** Text, and how it looks where colours are shown. */
export type Cell = string | { readonly text: string; readonly style: Style };

const textOf = (cell: Cell) => (typeof cell === 'string' ? cell : cell.text);

/** Columns as wide as their widest cell, two blanks between them, one line for each row. A header is optional. */
export function table(rows: readonly (readonly Cell[])[], paint: Paint, header?: readonly string[]): string {
  const titles: Cell[] = (header ?? []).map((text) => ({ text, style: 'dim' }));
  const all = header ? [titles, ...rows] : rows;
  const widths: number[] = [];
  for (const row of all) {
    row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, textOf(cell).length)));
  }
  return all.map((row) => `${line(row, widths, paint)}\n`).join('');
}

function line(row: readonly Cell[], widths: readonly number[], paint: Paint): string {
  const filled = row.findLastIndex((cell) => textOf(cell) !== '');
  return row
    .slice(0, filled + 1)
    .map((cell, column) => {
      const blanks = column === filled ? '' : ' '.repeat((widths[column] ?? 0) - textOf(cell).length + 2);
      return (typeof cell === 'string' ? cell : paint(cell.style, cell.text)) + blanks;
    })
    .join('');
}

/** The last column's texts folded, so that no line is wider; the other columns keep their width. */
export function foldLast(rows: readonly (readonly Cell[])[], width: number): Cell[][] {
  const last = Math.max(...rows.map((row) => row.length)) - 1;
  const before = Array.from({ length: last }, (_, column) =>
    Math.max(...rows.map((row) => textOf(row[column] ?? '').length)),
  ).reduce((sum, one) => sum + one + 2, 0);
  return rows.map((row) =>
    row.map((cell, column) => {
      if (column !== last) return cell;
      const text = fold(textOf(cell), width - before, before);
      return typeof cell === 'string' ? text : { ...cell, text };
    }),
  );
}

/** Rows and their header, as `table` takes them. */
export interface Columns {
  readonly header: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/**
 * What a terminal has room for: columns without any text are left out, then one of `dispensable` after the other until
 * the lines are no wider. Where nobody looks (an infinite width) all stay: programs count columns.
 */
export function fitting({ header, rows }: Columns, width: number, dispensable: readonly string[]): Columns {
  if (width === Number.POSITIVE_INFINITY) return { header, rows };
  const longest = header.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => textOf(row[column] ?? '').length)),
  );
  let kept = header.filter((_title, column) => rows.some((row) => textOf(row[column] ?? '') !== ''));
  const isTooWide = () => kept.reduce((sum, title) => sum + (longest[header.indexOf(title)] ?? 0) + 2, -2) > width;
  for (const title of dispensable) if (isTooWide()) kept = kept.filter((one) => one !== title);
  const columns = kept.map((title) => header.indexOf(title));
  return { header: kept, rows: rows.map((row) => columns.map((column) => row[column] ?? '')) };
}
