import type { ArticleNumberPart } from '../config';
import { articleNumber, type Numbered, placeOf } from './article-number';
import { type Fault, FaultList } from './mapping-error';

/** Rows by their article numbers. */
export interface NumberedRows<Row> {
  /** Those with a number of their own. */
  readonly byNumber: ReadonlyMap<string, Row>;
  /** None of these may be written: the warehouse would have one article for two. */
  readonly collisions: readonly Collision<Row>[];
  /** The rows without a number. */
  readonly faults: readonly Fault[];
}

/** One number, several rows. */
export interface Collision<Row> {
  readonly articleNumber: string;
  readonly rows: readonly Row[];
  /** How messages name the rows. */
  readonly places: readonly string[];
}

/**
 * The article numbers of a registry, and which of them are not unique. All rows of it together: a number is unique over
 * all pages, or it is not. A row that came on two pages (a list shifts while it is read) is one row, as it was last.
 */
export function articleNumbersOf<Row extends Numbered>(
  rows: Iterable<Row>,
  parts: readonly ArticleNumberPart[],
): NumberedRows<Row> {
  const faults = new FaultList();
  const found = new Map<string, Map<unknown, Row>>();
  for (const row of rows) {
    const number = faults.try(() => articleNumber(row, parts));
    if (number === undefined) continue;
    const same = found.get(number) ?? new Map<unknown, Row>();
    found.set(number, same.set(row.stockItemId ?? row, row));
  }
  const byNumber = new Map<string, Row>();
  const collisions: Collision<Row>[] = [];
  for (const [number, same] of found) {
    const [row, ...others] = same.values();
    if (row !== undefined && others.length === 0) byNumber.set(number, row);
    else collisions.push({ articleNumber: number, rows: [...same.values()], places: [...same.values()].map(placeOf) });
  }
  return { byNumber, collisions, faults: faults.faults };
}
