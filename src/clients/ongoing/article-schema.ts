import { z } from 'zod';
import { freeValues, type ArticleFreeValues } from './free-values';
import { inventoryInfo, type Inventory } from './inventory-schema';
import { id, optionalBool, optionalDecimal, requiredText, text, time } from './values';

/** A row of `GET /articles`: what the article and the stock synchronisation compare. */
export const article = z
  .object({
    articleSystemId: id,
    articleNumber: requiredText,
    articleName: text,
    barCodeInfo: z.object({ barCode: text }).nullish(),
    statisticsNumber: text,
    countryOfOriginCode: text,
    weight: optionalDecimal,
    customerPrice: optionalDecimal,
    storageProperties: z.object({ isObsolete: optionalBool }).nullish(),
    isActive: optionalBool,
    isStockArticle: optionalBool,
    articleKind: text,
    articleDataLastUpdated: time,
    inventoryInfo,
    freeValues,
  })
  .transform(({ barCodeInfo, storageProperties, articleDataLastUpdated, inventoryInfo, ...row }): Article => ({
    ...row,
    barCode: barCodeInfo?.barCode,
    isObsolete: storageProperties?.isObsolete,
    updatedAt: articleDataLastUpdated,
    inventory: inventoryInfo,
  }));

export interface Article {
  readonly articleSystemId: number;
  readonly articleNumber: string;
  readonly articleName?: string;
  readonly barCode?: string;
  readonly statisticsNumber?: string;
  readonly countryOfOriginCode?: string;
  /** In kg. */
  readonly weight?: number;
  readonly customerPrice?: number;
  readonly isObsolete?: boolean;
  readonly isActive?: boolean;
  readonly isStockArticle?: boolean;
  /** `Stock`, `Structure`, `Production` … */
  readonly articleKind?: string;
  /** Epoch milliseconds. */
  readonly updatedAt?: number;
  /** In all warehouses together. */
  readonly inventory?: Inventory;
  readonly freeValues?: ArticleFreeValues;
}
