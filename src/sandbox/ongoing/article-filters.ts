import type { Query } from '../http/query';
import type { GoodsOwner } from './goods-owner';
import type { Article } from './model';
import { membersOf } from './posted';
import { classCodesOf, kindOf } from './show-article';
import { figuresOf } from './stock-figures';

export type ArticleFilter = (article: Article) => boolean;

const dayMs = 86_400_000;

/** The conditions of `GET /articles` and its kin, all of which must hold; or why they make no sense. */
export function articleFilters(query: Query, goodsOwner: GoodsOwner): ArticleFilter[] | string {
  const problem = timeProblem(query, goodsOwner.now());
  if (problem !== undefined) return problem;
  return [...timeFilters(query, goodsOwner), ...dataFilters(query, goodsOwner), ...stockFilters(query, goodsOwner)];
}

/** The time that a query names, without its fraction of a second; undefined: it names none. */
export function timeOf(query: Query, name: string): number | undefined {
  const at = Date.parse(query.text(name) ?? '');
  return Number.isNaN(at) ? undefined : Math.floor(at / 1000) * 1000;
}

function timeProblem(query: Query, now: number): string | undefined {
  for (const name of ['stockInfoChangedFrom', 'articleDataLastUpdatedFrom']) {
    const text = query.text(name);
    if (text !== undefined && Number.isNaN(Date.parse(text))) return `${name} is not a date and time.`;
  }
  const changedFrom = Date.parse(query.text('stockInfoChangedFrom') ?? '');
  return changedFrom < now - dayMs ? 'stockInfoChangedFrom may not be more than 24 hours ago.' : undefined;
}

function* timeFilters(query: Query, { stockChangedAt }: GoodsOwner): Iterable<ArticleFilter> {
  const stockChanged = timeOf(query, 'stockInfoChangedFrom');
  const updated = timeOf(query, 'articleDataLastUpdatedFrom');
  if (stockChanged !== undefined) {
    yield ({ articleSystemId }) => (stockChangedAt.get(articleSystemId) ?? 0) >= stockChanged;
  }
  if (updated !== undefined) yield ({ updatedAt }) => updatedAt >= updated;
}

function* dataFilters(query: Query, { articleClasses }: GoodsOwner): Iterable<ArticleFilter> {
  const barCodes = query.texts('barCodes');
  if (barCodes) yield ({ posted }) => barCodes.includes(String(membersOf(posted.barCodeInfo).barCode));
  const productCodes = [...(query.texts('productCodes') ?? []), ...(query.texts('productCode') ?? [])];
  if (productCodes.length > 0) yield ({ posted }) => productCodes.includes(String(posted.productCode));
  const parts = query.texts('articleNameContains')?.map((part) => part.toLowerCase());
  if (parts) {
    yield ({ posted }) => {
      const name = typeof posted.articleName === 'string' ? posted.articleName.toLowerCase() : '';
      return parts.some((part) => name.includes(part));
    };
  }
  const classIds = query.texts('articleClassIds');
  if (classIds) {
    yield (article) => classCodesOf(article).some((code) => classIds.includes(String(articleClasses.get(code)?.id)));
  }
  if (query.has('isObsolete')) {
    const wanted = query.flag('isObsolete');
    yield ({ posted }) => Boolean(membersOf(posted.storageProperties).isObsolete) === wanted;
  }
  if (query.flag('excludeStructureArticles')) yield (article) => kindOf(article) !== 'Structure';
  if (query.flag('excludeNonStockArticles')) yield ({ posted }) => posted.isStockArticle !== false;
}

function* stockFilters(query: Query, goodsOwner: GoodsOwner): Iterable<ArticleFilter> {
  const figures = ({ articleSystemId }: Article) => figuresOf(articleSystemId, goodsOwner);
  if (query.flag('onlyArticlesInStock')) yield (article) => figures(article).numberOfItems > 0;
  if (query.flag('onlyArticlesBelowStockLimit')) {
    yield (article) => isBelowLimit(article, figures(article).numberOfItems);
  }
  if (query.flag('onlyArticlesBelowStockLimitConsideringNumberOfBookedItems')) {
    yield (article) => isBelowLimit(article, figures(article).numberOfItems - figures(article).booked);
  }
}

const isBelowLimit = ({ posted }: Article, numberOfItems: number): boolean =>
  typeof posted.stockLimit === 'number' && numberOfItems < posted.stockLimit;
