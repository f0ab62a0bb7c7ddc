import type { Product, ShipmentLine, SupplierDeliveryLine } from '../clients/centra/schema';
import type { ArticleDocument } from '../clients/ongoing/documents';
import type { ArticleNumberPart } from '../config';
import { articleNumber, type Numbered } from './article-number';
import { filled, withoutBlanks } from './blanks';
import { inKilograms } from './decimal';

/** What an article's document takes from elsewhere than its row. */
export interface ArticleContext {
  readonly goodsOwnerId: number;
  readonly articleNumber: readonly ArticleNumberPart[];
  /** Set the customer price too. Default false. */
  readonly price?: boolean;
  /** Id or name of the price list; empty: the first. */
  readonly priceList?: string;
  /** Say of every article whether it is obsolete. Default false: inactive products are not written at all. */
  readonly inactive?: boolean;
}

/**
 * A row of the article registry (one size of one variant) as Ongoing's article.
 *
 * @throws {MappingError} when it has no article number
 */
export function toArticle(product: Product, context: ArticleContext): ArticleDocument {
  return withoutBlanks({
    ...common(product, [product.product, product.variant, product.size], context),
    storageProperties: context.inactive ? { isObsolete: !product.active } : undefined,
    customerPrice: context.price ? priceOf(product, context.priceList ?? '') : undefined,
  });
}

/**
 * The article of a shipment's line, for an order whose article is not found in the registry. Its name is the one that
 * customers see, as the line has no other; a price is not set: the line has the order's.
 *
 * @throws {MappingError} when it has no article number
 */
export function toArticleFromLine(line: ShipmentLine, context: ArticleContext): ArticleDocument {
  return withoutBlanks(common(line, [line.name, line.variant, line.size], context));
}

/**
 * The article of a delivery's row, for a purchase order whose article is not found in the registry.
 *
 * @throws {MappingError} when it has no article number
 */
export function toArticleFromDelivery(row: SupplierDeliveryLine, context: ArticleContext): ArticleDocument {
  return withoutBlanks(
    common({ ...row, harmCode: undefined, countryOfOrigin: undefined }, [row.product, row.variant, row.size], context),
  );
}

type ArticleFields = Numbered & Pick<Product, 'ean' | 'harmCode' | 'countryOfOrigin' | 'weight' | 'weightUnit'>;

function common(row: ArticleFields, name: (string | undefined)[], context: ArticleContext): ArticleDocument {
  return {
    goodsOwnerId: context.goodsOwnerId,
    articleNumber: articleNumber(row, context.articleNumber),
    articleName: name.flatMap((part) => filled(part)?.trim() ?? []).join(' '),
    barCodeInfo: { barCode: row.ean },
    statisticsNumber: row.harmCode,
    countryOfOriginCode: row.countryOfOrigin,
    weight: inKilograms(row.weight, row.weightUnit),
  };
}

function priceOf({ prices }: Product, priceList: string): number | undefined {
  if (priceList === '') return prices[0]?.price;
  return (prices.find(({ id }) => id === priceList) ?? prices.find(({ pricelist }) => pricelist === priceList))?.price;
}
