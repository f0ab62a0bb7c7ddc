import type { ArticleNumberPart } from '../config';
import { MappingError } from './mapping-error';

/** Whatever has SKUs: a line of a shipment or a row of the article registry. */
export type Numbered = { readonly [Part in ArticleNumberPart]?: string } & {
  readonly lineId?: string;
  readonly stockItemId?: string;
};

/**
 * The number by which Ongoing knows the article: the chosen parts, without separator. One rule for articles, order
 * lines, purchase order lines and stock.
 *
 * @param place how a message names the row
 * @throws {MappingError} when no part has a value
 */
export function articleNumber(row: Numbered, parts: readonly ArticleNumberPart[], place = placeOf(row)): string {
  const number = parts.map((part) => row[part] ?? '').join('');
  if (number.trim() === '') throw new MappingError([{ at: place, what: `no value in ${parts.join(', ')}` }]);
  return number;
}

/** How messages name a row: by its id. */
export function placeOf({ lineId, stockItemId }: Numbered): string {
  return lineId === undefined ? `products[stockItemId ${stockItemId ?? 'unknown'}]` : `products[${lineId}]`;
}
