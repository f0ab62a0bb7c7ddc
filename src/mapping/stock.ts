import type { StockRow } from '../clients/centra/schema';
import type { ArticleDocument } from '../clients/ongoing/documents';
import type { Article, ArticleFreeValues, Inventory } from '../clients/ongoing/schema';
import type { AvailableField } from '../config';
import { overWhatIsThere } from './article-to-write';
import { sum } from './decimal';

/** The figures that the stock is made of: those of all warehouses together, or of one. */
export type StockFigures = Pick<Inventory, 'numberOfItems' | 'locked' | 'allocated' | 'pickedToBeCollected'>;

/**
 * How many items Centra may count on: what is there without what is locked; what is allocated to orders is locked too,
 * but Centra counts it. Exact, and perhaps below 0. Undefined when one of the figures is unknown: no figure is not 0.
 *
 * @param pickedIsInStock items that were picked and not yet collected count as well; one warehouse alone does not tell
 */
export function stockFigure(
  inventory: StockFigures | undefined,
  { pickedIsInStock }: { readonly pickedIsInStock: boolean },
): number | undefined {
  const { numberOfItems, locked, allocated, pickedToBeCollected } = inventory ?? {};
  const picked = pickedIsInStock ? pickedToBeCollected : 0;
  if (numberOfItems === undefined || locked === undefined || allocated === undefined || picked === undefined) {
    return undefined;
  }
  return sum(numberOfItems, -locked, allocated, picked);
}

/** What becomes of a figure in Centra. */
export interface StockToWrite {
  /** The physical stock to write; absent: Centra has it already. */
  readonly quantity?: number;
  /**
   * Orders have reserved more than is there, and Centra stores no less than that: this many. It is no reason to write
   * again and again; a person may want to know.
   */
  readonly clampedTo?: number;
}

/**
 * Compares with what Centra would store. Whole pieces, never below 0: half a piece cannot be sold.
 *
 * Written is what is there, also when Centra will store more: until it is written, orders may be cancelled.
 */
export function stockToWrite(
  figure: number,
  { physicalStock, allocatedStock }: Pick<StockRow, 'physicalStock' | 'allocatedStock'>,
): StockToWrite {
  const quantity = Math.max(0, Math.floor(figure));
  const stored = Math.max(quantity, allocatedStock);
  return {
    ...(stored !== physicalStock && { quantity }),
    ...(stored !== quantity && { clampedTo: stored }),
  };
}

/**
 * Centra's available stock for the article's free field, as the part of the article's document that holds it. Undefined
 * when the article has it already.
 */
export function availableToWrite(
  { availableStock }: Pick<StockRow, 'availableStock'>,
  { freeValues }: Pick<Article, 'freeValues'>,
  field: AvailableField,
): ArticleFreeValues | undefined {
  const value = field.startsWith('freeText') ? String(availableStock) : availableStock;
  const there = freeValues?.[field];
  const same = typeof there === 'string' ? there.trim() === value : there === value;
  return same ? undefined : { [field]: value };
}

/**
 * The article as Ongoing has it, with other free values: not as Centra has it, as a warehouse corrects weights and bar
 * codes.
 */
export function withFreeValues(article: Article, freeValues: ArticleFreeValues, goodsOwnerId: number): ArticleDocument {
  const { articleNumber } = article;
  return overWhatIsThere({ goodsOwnerId, articleNumber, freeValues }, article);
}
