import { ok, type Answer, type Call } from '../http/call';
import { Query } from '../http/query';
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
  return article
    ? ok(showArticle(article, goodsOwner))
    : { status: 404, body: { message: 'The article does not exist.' } };
}

const dayMs = 86_400_000;

function answered(goodsOwner: GoodsOwner, query: Query, show: (article: Article) => unknown): Answer {
  const from = query.int('articleSystemIdFrom') ?? 0;
  const most = query.int('maxArticlesToGet') ?? Number.MAX_SAFE_INTEGER;
  if (Number.isNaN(from) || !(most >= 1)) {
    return invalid('articleSystemIdFrom and maxArticlesToGet must be whole numbers.');
  }
  const problem = timeProblem(query, goodsOwner.now());
  if (problem !== undefined) return invalid(problem);
  const found: Article[] = [];
  for (const article of candidates(goodsOwner, query, from)) {
    if (article.articleSystemId < from || !fits(article, query, goodsOwner)) continue;
    found.push(article);
    if (found.length === most) break;
  }
  return ok(found.map(show));
}

function timeProblem(query: Query, now: number): string | undefined {
  for (const name of ['stockInfoChangedFrom', 'articleDataLastUpdatedFrom']) {
    const text = query.text(name);
    if (text !== undefined && Number.isNaN(Date.parse(text))) return `${name} is not a date and time.`;
  }
  const changedFrom = Date.parse(query.text('stockInfoChangedFrom') ?? '');
  return changedFrom < now - dayMs ? 'stockInfoChangedFrom may not be more than 24 hours ago.' : undefined;
}

/** Every article that may fit, by id. */
function candidates(goodsOwner: GoodsOwner, query: Query, from: number): Article[] {
  const byId = (articles: Article[]) => [...new Set(articles)].sort((a, b) => a.articleSystemId - b.articleSystemId);
  const numbers = [...(query.texts('articleNumber') ?? []), ...(query.texts('articleNumbers') ?? [])];
  if (numbers.length > 0) return byId(numbers.flatMap((number) => goodsOwner.article(number) ?? []));
  const changedFrom = Date.parse(query.text('stockInfoChangedFrom') ?? '');
  if (!Number.isNaN(changedFrom)) {
    const balances = goodsOwner.stockChanged.since(Math.floor(changedFrom / 1000) * 1000);
    return byId(balances.flatMap((balance) => goodsOwner.articles.get(balance.articleSystemId) ?? []));
  }
  const all = goodsOwner.articleList.of('all');
  return all.slice(all.first((article) => article.articleSystemId >= from));
}

function fits(article: Article, query: Query, goodsOwner: GoodsOwner): boolean {
  const { posted } = article;
  const updatedFrom = Date.parse(query.text('articleDataLastUpdatedFrom') ?? '');
  if (article.updatedAt < Math.floor(updatedFrom / 1000) * 1000) return false;
  if (query.flag('onlyArticlesInStock') && goodsOwner.balance(article.articleSystemId).numberOfItems === 0)
    return false;
  const barCodes = query.texts('barCodes');
  if (barCodes && !barCodes.includes(String(membersOf(posted.barCodeInfo).barCode))) return false;
  const productCodes = [...(query.texts('productCodes') ?? []), ...(query.texts('productCode') ?? [])];
  if (productCodes.length > 0 && !productCodes.includes(String(posted.productCode))) return false;
  if (!query.has('isObsolete')) return true;
  return Boolean(membersOf(posted.storageProperties).isObsolete) === query.flag('isObsolete');
}
