import type { Product } from '../clients/centra/schema';
import type { ArticlesConfig } from '../config';
import { filled } from './blanks';

/** Whether the scheduled synchronisation takes a row of the registry, before any filter; and why it does not. */
export interface Required {
  readonly passes: boolean;
  readonly why?: 'inactive' | 'skus-missing';
}

/** The settings `inactive` and `requireSkus`; the latter says nothing where the article number is the EAN. */
export function passesRequired(
  product: Pick<Product, 'active' | 'sku' | 'variantSku' | 'sizeSku'>,
  { inactive, requireSkus, articleNumber }: Pick<ArticlesConfig, 'inactive' | 'requireSkus' | 'articleNumber'>,
): Required {
  if (!product.active && !inactive) return { passes: false, why: 'inactive' };
  const skus = [product.sku, product.variantSku, product.sizeSku];
  const needed = requireSkus && !articleNumber.includes('ean');
  if (needed && skus.some((sku) => filled(sku) === undefined)) return { passes: false, why: 'skus-missing' };
  return { passes: true };
}
