import type { ArticleNumberPart } from '../config';
import type { Numbered } from './article-number';

/** What Centra calls an article by where it has no id for it: its EAN, or its SKUs. */
export type CentraKeyKind = 'ean' | 'sku';

/** EANs are taken only where they are the article numbers: elsewhere nobody sees to it that there is one each. */
export const centraKeyKind = (parts: readonly ArticleNumberPart[]): CentraKeyKind =>
  parts.includes('ean') ? 'ean' : 'sku';

/**
 * The key of an article in what we tell Centra of stock and receipts: the EAN, or product, variant and size SKU without
 * separator, always all three, also where fewer of them make the article number. Empty when the row has none.
 */
export function centraKey(row: Numbered, kind: CentraKeyKind): string {
  return kind === 'ean' ? (row.ean ?? '') : `${row.sku ?? ''}${row.variantSku ?? ''}${row.sizeSku ?? ''}`;
}
