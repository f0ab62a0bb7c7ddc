import type { StockRow } from '../clients/centra/schema';
import type { Article, ArticlePerWarehouse } from '../clients/ongoing/schema';
import { centraKey, type CentraKeyKind } from './centra-key';
import { stockFigure, stockToWrite } from './stock';

/** What the stock synchronisation asks of an article in Ongoing. */
export interface ArticleStock {
  readonly articleNumber: string;
  readonly barCode?: string;
  /** False for freight and the like, and for kits, whose stock is that of their parts. */
  readonly hasStock: boolean;
  /** The figure for Centra, exact, perhaps below 0. Undefined: Ongoing does not show enough of it. */
  readonly figure?: number;
  /** Picked and not yet acknowledged, by whomever. Undefined: Ongoing does not say. */
  readonly picked?: number;
  /** Come back and not yet acknowledged. Undefined: Ongoing does not say. */
  readonly returned?: number;
}

/** Of all warehouses together. */
export function stockOfArticle(article: Article, settings: { readonly pickedIsInStock: boolean }): ArticleStock {
  const { articleNumber, barCode, inventory, isStockArticle, articleKind } = article;
  return {
    articleNumber,
    ...(barCode !== undefined && { barCode }),
    hasStock: isStockArticle !== false && articleKind?.toLowerCase() !== 'structure',
    ...figures(stockFigure(inventory, settings), inventory?.toBeReported),
  };
}

/** Of one warehouse. A warehouse that the article does not show has no figure: that is not 0. */
export function stockInWarehouse(
  { articleNumber, warehouses }: ArticlePerWarehouse,
  warehouseId: number,
): ArticleStock {
  const its = warehouses.find((one) => one.warehouseId === warehouseId);
  return {
    articleNumber,
    // The question leaves out what has no stock of its own.
    hasStock: true,
    ...figures(stockFigure(its, { pickedIsInStock: false }), its?.toBeReported),
  };
}

const figures = (figure: number | undefined, unreported: { picked?: number; returned?: number } = {}) => ({
  ...(figure !== undefined && { figure }),
  ...(unreported.picked !== undefined && { picked: unreported.picked }),
  ...(unreported.returned !== undefined && { returned: unreported.returned }),
});

/** What Centra's stock list says of a row, as much as it takes to compare. */
export type ComparedRow = Pick<
  StockRow,
  'stockItemId' | 'sku' | 'variantSku' | 'sizeSku' | 'ean' | 'physicalStock' | 'allocatedStock'
>;

/** What an article's stock comes to. */
export type StockVerdict =
  | { readonly is: 'same'; readonly clampedTo?: number }
  | { readonly is: 'different'; readonly product: string; readonly quantity: number; readonly clampedTo?: number }
  | { readonly is: 'unknown'; readonly why: string };

/** Compares the two. What cannot be said is not guessed: a person is told why. */
export function compareStock({ figure }: ArticleStock, row: ComparedRow, kind: CentraKeyKind): StockVerdict {
  if (figure === undefined) return { is: 'unknown', why: 'Ongoing does not show its figures' };
  const { quantity, clampedTo } = stockToWrite(figure, row);
  const clamp = clampedTo === undefined ? {} : { clampedTo };
  if (quantity === undefined) return { is: 'same', ...clamp };
  const product = centraKey(row, kind);
  if (product.trim() === '') return { is: 'unknown', why: `its row in Centra has no ${kindName[kind]}` };
  return { is: 'different', product, quantity, ...clamp };
}

const kindName = { ean: 'EAN', sku: 'SKU' } as const;

/** What a read after a write says of it. */
export type StoredStock =
  | { readonly is: 'stored' }
  /** Orders have reserved more than is there, and Centra has made that of it in silence. */
  | { readonly is: 'clamped'; readonly to: number }
  /** Centra has taken the figure for what is free to allocate, and added what is reserved: goods that are not there. */
  | { readonly is: 'added-to-allocated' }
  /** It has not been stored, or something has happened since. */
  | { readonly is: 'other' };

/** Compares what was written with how Centra shows it afterwards. */
export function storedStock(
  quantity: number,
  { physicalStock, allocatedStock }: Pick<StockRow, 'physicalStock' | 'allocatedStock'>,
): StoredStock {
  if (physicalStock === quantity) return { is: 'stored' };
  if (physicalStock === allocatedStock && quantity < allocatedStock) return { is: 'clamped', to: allocatedStock };
  if (physicalStock === quantity + allocatedStock) return { is: 'added-to-allocated' };
  return { is: 'other' };
}

/** Whether the answer to a write of this row tells which of the two Centra takes the figure for. */
export const tellsHowStored = (quantity: number, { allocatedStock }: Pick<StockRow, 'allocatedStock'>): boolean =>
  quantity > 0 && allocatedStock > 0;
