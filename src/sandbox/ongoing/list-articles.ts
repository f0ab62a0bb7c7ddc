import { ok, type Answer, type Call } from '../http/call';
import { Query } from '../http/query';
import { articleFilters, timeOf } from './article-filters';
import type { GoodsOwner } from './goods-owner';
import type { Article } from './model';
import { membersOf } from './posted';
import { invalid } from './reply';
import { showArticle, showPerWarehouse } from './show-article';

/** `GET /articles`: ascending from `articleSystemIdFrom` (inclusive), at most `maxArticlesToGet`. */
export const listArticles = (goodsOwner: GoodsOwner, call: Call): Answer =>
  answered(goodsOwner, call.query, (article) => showArticle(article, goodsOwner));

/** `POST /articles/byQuery`: the same filters in the body. */
export function queryArticles(goodsOwner: GoodsOwner, call: Call): Answer {
  const texts = Object.entries(membersOf(call.body))
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => [name, Array.isArray(value) ? value.map(String) : String(value)]);
  const query = new Query(Object.fromEntries(texts) as Record<string, string | string[]>);
  return answered(goodsOwner, query, (article) => showArticle(article, goodsOwner));
}

/** `GET /articles/inventoryPerWarehouse`. */
export const listPerWarehouse = (goodsOwner: GoodsOwner, call: Call): Answer =>
  answered(goodsOwner, call.query, (article) =>
    showPerWarehouse(article, goodsOwner, call.query.texts('warehouseIds')),
  );

/** `GET /articles/{articleSystemId}`. */
export function getArticle(goodsOwner: GoodsOwner, call: Call): Answer {
  const article = goodsOwner.articles.get(call.params.articleSystemId ?? '');
  return article ? ok(showArticle(article, goodsOwner)) : noArticle;
}

export const noArticle: Answer = { status: 404, body: { message: 'The article does not exist.' } };

function answered(goodsOwner: GoodsOwner, query: Query, show: (article: Article) => unknown): Answer {
  const from = query.int('articleSystemIdFrom') ?? 0;
  const most = query.int('maxArticlesToGet') ?? Number.MAX_SAFE_INTEGER;
  if (Number.isNaN(from) || !(most >= 1)) {
    return invalid('articleSystemIdFrom and maxArticlesToGet must be whole numbers.');
  }
  const filters = articleFilters(query, goodsOwner);
  if (typeof filters === 'string') return invalid(filters);
  const found: Article[] = [];
  for (const article of candidates(goodsOwner, query, from)) {
    if (article.articleSystemId < from || !filters.every((fits) => fits(article))) continue;
    found.push(article);
    if (found.length === most) break;
  }
  return ok(found.map(show));
}

/** More articles than these are found sooner by looking at all of them than by sorting them. */
const manyArticles = 500;

/** Every article that may fit, by id: the narrowest of what is kept by number, bar code or time, else all from an id. */
function candidates(goodsOwner: GoodsOwner, query: Query, from: number): Iterable<Article> {
  const narrow = narrowed(goodsOwner, query);
  if (narrow) return [...new Set(narrow)].sort((a, b) => a.articleSystemId - b.articleSystemId);
  return fromId(goodsOwner, from);
}

function narrowed(goodsOwner: GoodsOwner, query: Query): Article[] | undefined {
  const numbers = [...(query.texts('articleNumber') ?? []), ...(query.texts('articleNumbers') ?? [])];
  if (numbers.length > 0) return numbers.flatMap((number) => goodsOwner.article(number) ?? []);
  const barCodes = query.texts('barCodes');
  if (barCodes) return barCodes.flatMap((barCode) => goodsOwner.articlesByBarCode.all(barCode));
  const { articlesUpdated, articles, stockChanged } = goodsOwner;
  const changedFrom = timeOf(query, 'stockInfoChangedFrom');
  if (changedFrom !== undefined && stockChanged.countSince(changedFrom) <= manyArticles) {
    return stockChanged.since(changedFrom).flatMap((balance) => articles.get(balance.articleSystemId) ?? []);
  }
  const updatedFrom = timeOf(query, 'articleDataLastUpdatedFrom');
  if (updatedFrom === undefined || articlesUpdated.countSince(updatedFrom) > manyArticles) return undefined;
  return articlesUpdated.since(updatedFrom);
}

function* fromId({ articleList }: GoodsOwner, from: number): Iterable<Article> {
  const all = articleList.of('all');
  for (let next = all.first((article) => article.articleSystemId >= from); next < all.length; next += 1) {
    yield all.at(next) as Article;
  }
}
