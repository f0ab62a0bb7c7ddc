import { createHash } from 'node:crypto';
import type { Product } from '../../clients/centra/schema';
import type { ArticleDocument } from '../../clients/ongoing/documents';
import { articleNumber, MappingError, passesArticleFilter, passesRequired, toArticle } from '../../mapping';
import type { GoodsOwnerRoom } from '../rooms';
import type { RegistryRow } from './registry';

/** A row of the registry, as the synchronisation sees it. */
export type Row = { readonly stockItemId: string; readonly ean?: string } & (
  | { readonly is: 'article'; readonly document: ArticleDocument; readonly digest: string }
  | { readonly is: 'skipped'; readonly reason: string }
  | { readonly is: 'unmappable'; readonly id: string; readonly reason: string }
);

/** Whether the row is synchronised, and as what. */
export function rowOf(product: Product, { config, rules }: GoodsOwnerRoom): Row {
  const { stockItemId, ean } = product;
  const whose = { stockItemId, ...(ean === undefined ? {} : { ean }) };
  const required = passesRequired(product, config.articles);
  if (!required.passes) return { ...whose, is: 'skipped', reason: required.why ?? 'required' };
  const { passes, fault } = passesArticleFilter(product, rules);
  const id = numberOf(product, config.articles.articleNumber) ?? `stock item ${stockItemId}`;
  if (fault) return { ...whose, is: 'unmappable', id, reason: `${fault.at}: ${fault.what}` };
  if (!passes) return { ...whose, is: 'skipped', reason: 'filter' };
  try {
    const document = toArticle(product, { goodsOwnerId: config.ongoing.goodsOwnerId, ...config.articles });
    return { ...whose, is: 'article', document, digest: digestOf(document) };
  } catch (error) {
    if (error instanceof MappingError) return { ...whose, is: 'unmappable', id, reason: error.message };
    throw error;
  }
}

/** What the registry keeps of it; undefined for a row without a number. */
export function registryRowOf(product: Product, room: GoodsOwnerRoom): RegistryRow | undefined {
  const { articles } = room.config;
  const number = numberOf(product, articles.articleNumber);
  if (number === undefined) return undefined;
  return {
    stockItemId: product.stockItemId,
    articleNumber: number,
    counts: product.active || articles.inactive,
    taken: rowOf(product, room).is === 'article',
  };
}

function numberOf(product: Product, parts: Parameters<typeof articleNumber>[1]): string | undefined {
  try {
    return articleNumber(product, parts);
  } catch (error) {
    if (error instanceof MappingError) return undefined;
    throw error;
  }
}

const digestOf = (document: ArticleDocument): string =>
  createHash('sha256').update(JSON.stringify(document)).digest('base64url').slice(0, 12);
