import { z } from 'zod';
import { writableOf, type WritableArticle } from './article-writable';
import { freeValues, type ArticleFreeValues } from './free-values';
import { inventoryInfo, type Inventory } from './inventory-schema';
import { id, optionalBool, optionalDecimal, requiredText, text, time } from './values';

/** A row of `GET /articles`: what the article and the stock synchronisation compare. */
export const article = z
  .looseObject({
    articleSystemId: id,
    articleNumber: requiredText,
    articleName: text,
    barCodeInfo: z.looseObject({ barCode: text }).nullish(),
    statisticsNumber: text,
    countryOfOriginCode: text,
    weight: optionalDecimal,
    customerPrice: optionalDecimal,
    storageProperties: z.looseObject({ isObsolete: optionalBool }).nullish(),
    isActive: optionalBool,
    isStockArticle: optionalBool,
    articleKind: text,
    articleDataLastUpdated: time,
    inventoryInfo,
    freeValues,
  })
  .transform((row): Article => {
    const { articleSystemId, articleNumber, articleName, statisticsNumber, countryOfOriginCode, weight } = row;
    const { customerPrice, isActive, isStockArticle, articleKind, inventoryInfo, freeValues } = row;
    return {
      ...{ articleSystemId, articleNumber, articleName, statisticsNumber, countryOfOriginCode, weight, customerPrice },
      ...{ isActive, isStockArticle, articleKind, freeValues },
      barCode: row.barCodeInfo?.barCode,
      isObsolete: row.storageProperties?.isObsolete,
      updatedAt: row.articleDataLastUpdated,
      inventory: inventoryInfo,
      writable: writableOf(row),
    };
  });

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
  /** All of it that can be written as it is read. */
  readonly writable: WritableArticle;
}
